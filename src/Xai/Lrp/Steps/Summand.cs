using QXai.Autodiff;

namespace QXai.Xai.Lrp.Steps;

/// <summary>A node that an affine layer reads, with its numbers as they enter the layer (negated where it is subtracted); a parameter keeps its
/// share.</summary>
internal sealed class Summand(Node<double> node, Func<double[]> values, bool isParameter = false)
{
    private double[]? made;

    public Node<double> Node => node;

    public bool IsParameter => isParameter;

    /// <summary>The numbers; made when the layer is run, not where it is only planned.</summary>
    public double[] Values => made ??= values();

    public static Summand Of(Node<double> node) => new(node, () => node.Value.Span.ToArray());
}
