using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>A way to explain one score of a model for one input. Stateless; the catalogue is <see cref="Explainers.All"/>.</summary>
public interface IExplainer
{
    /// <summary>The name by which options choose it: <c>qgrad-cam</c>.</summary>
    string Name { get; }

    /// <summary>What kind of evidence it gathers.</summary>
    ExplainerFamily Family { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>What the model must have.</summary>
    string Needs { get; }

    /// <summary>What its relevance promises: conservation, sign, resolution.</summary>
    string Promises { get; }

    /// <summary>Paper and equations.</summary>
    string Source { get; }

    /// <summary>Whether the result depends on a seed.</summary>
    bool IsStochastic { get; }

    /// <summary>Whether relevances and ledger add up to <see cref="Explanation.Promised"/> to rounding.</summary>
    bool IsConservative { get; }

    /// <summary>The choices that it knows; any other is refused.</summary>
    IReadOnlyList<ExplainOption> Uses { get; }

    /// <summary>Null where the method applies to a model of known input shape, else one line that names what is missing.</summary>
    string? Refusal(ExplainedModel model);

    /// <summary>
    /// Explains f^l, l = <paramref name="target"/>, for an input of the model's shape ([C, H, W] normalised, or [n] for a bare circuit).
    /// Throws <see cref="InputException"/> where the model lacks the class, the layer or what the method needs, or where a choice has no effect or no meaning.
    /// </summary>
    Explanation Explain(ExplainedModel model, Tensor<double> input, int target, ExplainOptions? options = null);
}
