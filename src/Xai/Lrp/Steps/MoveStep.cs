using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Xai.Evidence;

namespace QXai.Xai.Lrp.Steps;

/// <summary>
/// An op that chooses or moves numbers without changing them (max pooling: the winner takes all; concatenation, slices, transposition): relevance
/// goes where the number came from, which is what the op's own pullback does with a cotangent.
/// </summary>
internal sealed class MoveStep(Node<double> node) : LrpStep(node)
{
    public override IReadOnlyList<Node<double>> Receivers => Node.Inputs;

    public override string RuleName => Node is MaxPoolOp<double> ? "winner takes all" : "move";

    public override LayerRelevance Run(RelevanceStore store)
    {
        var relevance = store[Node];
        relevance.CopyTo(Node.Gradient.Span);
        foreach (var input in Node.Inputs.Where(input => input.NeedsGradient))
        {
            input.Gradient.Span.Clear();
        }

        Node.Pullback();
        var outgoing = 0.0;
        foreach (var input in Node.Inputs.Distinct().Where(input => input.NeedsGradient))
        {
            outgoing += input.Gradient.Span.ToArray().Sum();
            store.Add(input, input.Gradient.Span);
        }

        return Entry(relevance.Sum(), outgoing);
    }
}
