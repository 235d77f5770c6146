using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>A way to explain one score of a model for one input. Stateless; the catalogue is <see cref="Explainers.All"/>.</summary>
public interface IExplainer
{
    /// <summary>The name by which options choose it: <c>qgrad-cam</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>What the model must have.</summary>
    string Needs { get; }

    /// <summary>What its maps promise: conservation, sign, resolution.</summary>
    string Promises { get; }

    /// <summary>Paper and equations.</summary>
    string Source { get; }

    /// <summary>
    /// Explains f^l, l = <paramref name="target"/>, for an input of shape [C, H, W] as the model sees it (normalised).
    /// Throws <see cref="InputException"/> where the model lacks the class, the layer or what the method needs.
    /// </summary>
    Explanation Explain(ExplainedModel model, Tensor<double> input, int target, ExplainOptions? options = null);
}
