using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Reference.Randomisation;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates.Twins;

/// <summary>
/// The maps of randomised models by the twins: the parameters drawn anew by the textbook's cascade and random numbers, the maps by the twin of the
/// method. A root point is looked for again on every randomised circuit: by the library's search, since a root is checked, not derived.
/// </summary>
internal static class SanityTwin
{
    /// <summary>The stages of a model, each with how its map is computed, given the twin's explanation of the model itself.</summary>
    public static SanityMaps Of(TwinModel twin, ExplainedModel model, Tensor<double> input, Explanation told, ulong seed)
    {
        return new(() => told.PixelMap, [.. Stages(twin.Network, model, seed).Select<(string Name, DualNetwork Network), (string, Func<Tensor<double>>)>(
            stage => (stage.Name, () => TwinExplanation.Of(twin with { Network = stage.Network }, input, At(stage.Network)).Result.PixelMap))]);

        Explanation At(DualNetwork network) => RootClaim.IsOf(told)
            ? told with { Reference = Tensor<double>.From(input.Shape, RootTwin.Find(CircuitTwin.Of(network, input, told.Target, input))) }
            : told;
    }

    private static IEnumerable<(string Name, DualNetwork Network)> Stages(DualNetwork network, ExplainedModel model, ulong seed)
    {
        if (model.Exact is HybridModel<double> hybrid)
        {
            string[] parts = [.. hybrid.Children.Select(part => part.Name)];
            return TextbookCascade.Of(network, seed, hybrid.Options.Blocks, layer => Array.IndexOf(parts, layer) + 1);
        }

        if (model.Bare is not { } bare)
        {
            return [];
        }

        var cascade = TextbookCircuitCascade.Of(bare.Circuit, bare.Weights.ToArray(), seed);
        return cascade.Select((weights, s) => (
            $"circuit stage {s + 1} of {cascade.Count}",
            new DualNetwork([.. network.Layers.Select(layer => layer is CircuitLayer circuit ? circuit with { Weights = weights } : layer)])));
    }
}
