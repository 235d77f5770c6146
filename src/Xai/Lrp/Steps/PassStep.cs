using QXai.Autodiff;

namespace QXai.Xai.Lrp.Steps;

/// <summary>One number in, one number out (activations, factors, another shape): R_in = R_out.</summary>
internal sealed class PassStep(Node<double> node, Node<double> input) : LrpStep(node)
{
    public override IReadOnlyList<Node<double>> Receivers => [input];

    public override LayerRelevance Run(RelevanceStore store)
    {
        var relevance = store[Node];
        store.Add(input, relevance);
        return Entry("pass", relevance.Sum(), relevance.Sum());
    }
}
