using QXai.Autodiff;
using QXai.Autodiff.Ops;

namespace QXai.Xai.Circuits;

/// <summary>Decides whether what stands between a circuit and the scores is an affine map of the circuit's expectations.</summary>
internal static class AffineHead
{
    /// <summary>Null where it is, else which node is not, as half a sentence.</summary>
    public static string? Refusal(Node<double> circuit, Node<double> output)
    {
        var depends = new HashSet<Node<double>> { circuit };
        foreach (var node in circuit.Tape.Nodes)
        {
            if (node.Inputs.Any(depends.Contains) && depends.Add(node) && !IsAffine(node, depends) && Feeds(node, output))
            {
                return $"its head is not affine, since '{node.Name ?? NameOf(node)}' ({NameOf(node)}) stands between the expectations and the scores";
            }
        }

        return null;
    }

    private static bool IsAffine(Node<double> node, HashSet<Node<double>> depends) => node switch
    {
        ScaleOp<double> or ReshapeOp<double> or SliceOp<double> or TransposeOp<double> or ConcatOp<double> or AddOp<double> or SubtractOp<double> => true,
        MultiplyOp<double> => node.Inputs.Count(depends.Contains) == 1,
        DivideOp<double> => !depends.Contains(node.Inputs[1]),
        ILinearOp<double> linear => linear.Weight is null || !(depends.Contains(linear.Weight) && depends.Contains(linear.Input)),
        _ => false,
    };

    private static bool Feeds(Node<double> node, Node<double> output) => node == output || output.Inputs.Any(input => Feeds(node, input));

    private static string NameOf(Node<double> node) => node.GetType().Name.Split('`')[0].Replace("Op", "", StringComparison.Ordinal);
}
