using QXai.Autodiff;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp.Steps;

namespace QXai.Xai.Lrp;

/// <summary>
/// Layer-wise relevance propagation: the backwards loop of reverse mode with another rule per node. Nothing is hooked and no model is changed: the
/// loop reads the tape of one forward pass. Bach et al. 2015; Montavon et al. 2019.
/// </summary>
public static class LrpPropagation
{
    /// <summary>
    /// Propagates relevance R, one number per element of <paramref name="start"/>, back to <paramref name="input"/> on the same tape. Returns the
    /// input's relevance and an entry per node visited, from the start to the input. Throws <see cref="QXai.Numerics.InputException"/> naming a node
    /// without a rule before anything is computed.
    /// </summary>
    /// <param name="start">Where relevance starts: the scores, or a circuit's angles.</param>
    /// <param name="relevance">R of its elements.</param>
    /// <param name="input">Where it ends.</param>
    /// <param name="composite">Which rule where; the bridge to a circuit takes differences from the reference point whatever the composite says.</param>
    /// <param name="reference">The tape of the same model at the reference point; needed where there is a circuit.</param>
    public static (double[] Relevance, IReadOnlyList<LayerRelevance> Layers) Run(
        Node<double> start, ReadOnlySpan<double> relevance, Node<double> input, LrpComposite composite, Tape<double>? reference = null)
    {
        var plan = new LrpPlan(start, input, composite, reference);
        var store = new RelevanceStore();
        store.Add(start, relevance);
        LayerRelevance[] layers = [.. plan.Steps.Select(step => step.Run(store))];
        return (store[input], layers);
    }
}
