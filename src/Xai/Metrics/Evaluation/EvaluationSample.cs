using QXai.Numerics;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>One input of an evaluation: x, normalised; the class whose score is explained; and where the object is, one entry per pixel, if that is
/// known.</summary>
public sealed record EvaluationSample(Tensor<double> Input, int Target, bool[]? Mask);
