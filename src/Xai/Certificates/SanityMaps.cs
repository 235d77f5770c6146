using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Metrics.Randomisation;

namespace QXai.Xai.Certificates;

/// <summary>The maps that the model-parameter randomisation compares: the model's own, and those of the model randomised further and further; none of
/// these where it has no weights, or is no model that this can be done to.</summary>
/// <param name="Own">R of the pixels.</param>
/// <param name="Randomised">The stages' names, and how R of the pixels is computed there.</param>
internal sealed record SanityMaps(Func<Tensor<double>> Own, IReadOnlyList<(string Name, Func<Tensor<double>> Map)> Randomised)
{
    /// <summary>The maps of an explainer.</summary>
    public static SanityMaps Of(
        ExplainedModel model, Tensor<double> input, int target, IExplainer explainer, ExplainOptions options, Func<Explanation> own, ulong seed) => new(
        () => own().PixelMap,
        [.. Stages(model, seed).Select<(string Name, Func<ExplainedModel> Model), (string, Func<Tensor<double>>)>(
            stage => (stage.Name, () => explainer.Explain(stage.Model().Beside(model), input, target, options).PixelMap))]);

    private static IEnumerable<(string Name, Func<ExplainedModel> Model)> Stages(ExplainedModel model, ulong seed)
    {
        if (model.Bare is { } bare)
        {
            var cascade = CircuitCascade.Of(bare, seed);
            return cascade.Select<CircuitModel, (string, Func<ExplainedModel>)>(
                (stage, s) => ($"circuit stage {s + 1} of {cascade.Count}", () => ExplainedModel.Of(stage)));
        }

        return model.Exact is HybridModel<double> hybrid
            ? RandomisationCascade.Of(hybrid, seed).Select<RandomisedStage<double>, (string, Func<ExplainedModel>)>(
                stage => (stage.Name, () => ExplainedModel.Exactly(stage.Model)))
            : [];
    }
}
