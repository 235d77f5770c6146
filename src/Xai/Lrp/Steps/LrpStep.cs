using QXai.Autodiff;
using QXai.Xai.Evidence;

namespace QXai.Xai.Lrp.Steps;

/// <summary>One node of the backwards loop: how it hands the relevance of its outputs to its inputs.</summary>
internal abstract class LrpStep(Node<double> node)
{
    /// <summary>The node whose outputs have the relevance.</summary>
    public Node<double> Node => node;

    /// <summary>The nodes that receive relevance.</summary>
    public abstract IReadOnlyList<Node<double>> Receivers { get; }

    protected string Layer { get; } = node.Name ?? node.ToString();

    /// <summary>Reads the relevance of <see cref="Node"/>, adds to that of its <see cref="Receivers"/>, and says what happened.</summary>
    public abstract LayerRelevance Run(RelevanceStore store);

    /// <summary>The ledger's entry; amounts of zero are left out.</summary>
    protected LayerRelevance Entry(string rule, double incoming, double outgoing, params (string Item, double Amount)[] absorbed) =>
        new(Layer, rule, incoming, outgoing, [.. absorbed.Where(line => line.Amount != 0).Select(line => new LedgerLine(Layer, line.Item, line.Amount))]);
}
