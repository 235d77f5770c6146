using QXai.Numerics;
using QXai.Xai.Circuits;
using QXai.Xai.Methods.Gradients;
using QXai.Xai.Methods.Perturbation;

namespace QXai.Xai.Methods;

/// <summary>The catalogue of explainers. Adding one: one file here and one line below.</summary>
public static class Explainers
{
    /// <summary>Every explainer, by family.</summary>
    public static IReadOnlyList<IExplainer> All { get; } =
    [
        new Cam(), new GradCam(), new QGradCam(), new GradCamPlusPlus(), new HiResCam(), new LayerCam(), new XGradCam(), new ScoreCam(), new AblationCam(),
        new Saliency(), new InputXGradient(), new IntegratedGradients(), new SmoothGrad(), new GuidedBackpropagation(), new DeepLift(),
        new Occlusion(), new ShapleyValues(),
        new LayerwiseRelevance(), new HybridLrp(),
        new CircuitExplainer(new Taylor()), new CircuitExplainer(new TaylorInfinity()),
        new CircuitExplainer(new PauliSplit()), new CircuitExplainer(new Qlrp()),
    ];

    /// <summary>The explainer of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static IExplainer Find(string name) =>
        All.FirstOrDefault(explainer => explainer.Name == name)
        ?? throw new InputException($"No method is called '{name}'; there are: {string.Join(", ", All.Select(explainer => explainer.Name))}.");
}
