using QXai.Numerics;
using QXai.Reference.Attributions;
using QXai.Reference.DualNumbers;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>The right-hand side of an identity by the twins, against which both of its sides are held.</summary>
internal static class IdentityTwin
{
    public static double[] Of(string statement, DualNetwork network, Tensor<double> x, Explanation explanation)
    {
        var (target, reference) = (explanation.Target, explanation.Reference ?? new Tensor<double>(x.Shape));
        return statement switch
        {
            Identities.AddsUp => [explanation.Promised!.Value],
            Identities.LinearHead => [explanation.Score],
            Identities.ZeroRuleIsProduct => Rows(x, new ReverseNetwork(network).Gradient(x, target)),
            Identities.GradientCollapse => CircuitTwin.Of(network, x, target, reference).Terms(),
            Identities.InfinityCollapse => CircuitTwin.Of(network, x, target, reference).Differences(),
            _ => throw new ArgumentException($"The identity '{statement}' has no twin."),
        };
    }

    /// <summary>x df/dx, summed over each row of the input.</summary>
    private static double[] Rows(Tensor<double> x, double[] slopes) =>
        [.. x.Span.ToArray().Zip(slopes, (value, slope) => value * slope).Chunk(x.Shape[^1]).Select(row => row.Sum())];
}
