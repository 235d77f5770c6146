using QXai.Numerics;
using QXai.Reference.Attributions;
using QXai.Reference.DualNumbers;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates.Twins;

/// <summary>The right-hand side of an identity by the twins, against which both of its sides are held.</summary>
internal static class IdentityTwin
{
    public static double[] Of(string statement, ModelRun run, Explanation explanation, DualNetwork network)
    {
        var reference = explanation.Reference ?? new Tensor<double>(run.Input.Shape);
        var x = run.Input;
        return statement switch
        {
            Identities.AddsUp => [explanation.Promised!.Value],
            Identities.LinearHead => [explanation.Score],
            Identities.ZeroRuleIsProduct => [.. x.Span.ToArray().Zip(new ReverseNetwork(network).Gradient(x, run.Target), (value, slope) => value * slope).Chunk(x.Shape[^1]).Select(row => row.Sum())],
            Identities.GradientCollapse => CircuitTwin.Of(run, network, reference).Terms(),
            Identities.InfinityCollapse => CircuitTwin.Of(run, network, reference).Differences(),
            _ => throw new ArgumentException($"The identity '{statement}' has no twin."),
        };
    }
}
