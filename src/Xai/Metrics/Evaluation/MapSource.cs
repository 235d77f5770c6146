using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>A column of an evaluation: the map of model, input, class and the sample's number.</summary>
internal sealed record MapSource(string Name, Func<ExplainedModel, Tensor<double>, int, int, MapValue> Map);

/// <summary>A map and what its method promises that it adds up to.</summary>
internal readonly record struct MapValue(Tensor<double> Relevance, double? Promised)
{
    public static implicit operator MapValue(Tensor<double> map) => new(map, null);

    public static implicit operator MapValue(Explanation explanation) => new(explanation.Relevance, explanation.Promised);
}
