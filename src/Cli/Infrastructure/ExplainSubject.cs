using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure;

/// <summary>What is explained: a model, one input of it, the class in question, and what they are called. <paramref name="Picture"/> is null for a
/// bare circuit.</summary>
internal sealed record ExplainSubject(
    ExplainedModel Model, Tensor<double> Input, string Name, int Target, IReadOnlyList<string> Classes, int? Label, HybridOptions? Picture)
{
    /// <summary>The class with the highest score; null for a bare circuit, whose observables are no classes.</summary>
    public int? Predicted(IReadOnlyList<double> scores) => Picture is null ? null : Enumerable.Range(0, scores.Count).MaxBy(c => scores[c]);

    /// <summary>The explained score in words.</summary>
    public string Score => Picture is null ? $"<{Classes[Target]}>" : $"class {Classes[Target]}";
}
