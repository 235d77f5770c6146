using System.Numerics;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Xai.Metrics.Randomisation;

/// <summary>
/// Models randomised further and further, from the head down: first the head's weights (where it is linear; one number's scale changes no map's order),
/// then the circuit's blocks from the last to the first, the bridge, and the convolutions from the last to the first. Network weights are drawn as
/// for a new model, angles uniformly from the whole circle; statistics of batch norm stay. Adebayo et al., 2018, section 3: cascading randomisation.
/// </summary>
public static class RandomisationCascade
{
    /// <summary>The stages in order; each model is a copy of its own, with all that the stages before it randomised.</summary>
    public static IReadOnlyList<RandomisedStage<T>> Of<T>(HybridModel<T> model, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var fresh = new HybridModel<T>(model.Options, SeededRandom.Mix(seed, 0));
        Uniform(fresh.CircuitWeights.Value, new SeededRandom(seed).Derive(1));
        var current = model;
        List<RandomisedStage<T>> stages = [];
        foreach (var (name, parameter, part) in Order(model))
        {
            var next = current.Copy();
            foreach (var (to, from) in next.Parameters.Zip(fresh.Parameters))
            {
                if (to.Name.StartsWith(parameter, StringComparison.Ordinal))
                {
                    (part is { } block ? from.Value.Slice(block) : from.Value).Span.CopyTo((part is { } same ? to.Value.Slice(same) : to.Value).Span);
                }
            }

            stages.Add(new RandomisedStage<T>(name, next));
            current = next;
        }

        return stages;
    }

    /// <summary>The stages' names, the beginning of their parameters' names, and for the circuit's weights the block.</summary>
    private static IEnumerable<(string Name, string Parameter, int? Block)> Order<T>(HybridModel<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (model.Options.Head == Head.Linear)
        {
            yield return ("scores", "scores.", null);
        }

        for (var block = model.Options.Blocks - 1; block >= 0; block--)
        {
            yield return ($"circuit block {block + 1}", "circuit.", block);
        }

        yield return ("angles", "angles.", null);
        for (var layer = model.Options.Channels.Length; layer >= 1; layer--)
        {
            yield return ($"conv{layer}", $"conv{layer}.", null);
        }
    }

    private static void Uniform<T>(Tensor<T> angles, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref var angle in angles.Span)
        {
            angle = T.CreateTruncating(random.NextDouble(-Math.PI, Math.PI));
        }
    }
}
