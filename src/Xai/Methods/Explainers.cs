using QXai.Numerics;
using QXai.Xai.Circuits;

namespace QXai.Xai.Methods;

/// <summary>The catalogue of explainers. Adding one: one file here and one line below.</summary>
public static class Explainers
{
    /// <summary>Every explainer, by family.</summary>
    public static IReadOnlyList<IExplainer> All { get; } =
    [
        new GradCam(), new QGradCam(),
        new CircuitExplainer(new Taylor()), new CircuitExplainer(new TaylorInfinity()), new CircuitExplainer(new PauliSplit()), new CircuitExplainer(new Qlrp()),
    ];

    /// <summary>The explainer of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static IExplainer Find(string name) =>
        All.FirstOrDefault(explainer => explainer.Name == name)
        ?? throw new InputException($"No method is called '{name}'; there are: {string.Join(", ", All.Select(explainer => explainer.Name))}.");
}
