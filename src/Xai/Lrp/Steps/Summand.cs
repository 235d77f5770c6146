using QXai.Autodiff;

namespace QXai.Xai.Lrp.Steps;

/// <summary>A node that an affine layer reads, with its numbers as they enter the layer (negated where it is subtracted); a parameter keeps its
/// share.</summary>
internal sealed record Summand(Node<double> Node, double[] Values, bool IsParameter = false)
{
    public static Summand Of(Node<double> node) => new(node, node.Value.Span.ToArray());
}
