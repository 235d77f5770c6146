using QXai.Xai.Circuits;

namespace QXai.Xai.Reproductions;

/// <summary>One input to explain: the score of the predicted class, x, and the root point that all methods with a root share.</summary>
internal sealed record XqmlSample(CircuitScore Score, double[] X, RootPoint Root);
