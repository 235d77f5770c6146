using QXai.Autodiff;

namespace QXai.Xai.Lrp.Steps;

/// <summary>The relevance of every node reached so far: what arrives over several branches adds up.</summary>
internal sealed class RelevanceStore
{
    private readonly Dictionary<Node<double>, double[]> relevance = [];

    /// <summary>R of a node; zeros where none arrived.</summary>
    public double[] this[Node<double> node] => relevance.TryGetValue(node, out var found) ? found : new double[node.Value.Length];

    public void Add(Node<double> node, ReadOnlySpan<double> amounts)
    {
        if (!relevance.TryGetValue(node, out var sum))
        {
            relevance.Add(node, amounts.ToArray());
            return;
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += amounts[i];
        }
    }
}
