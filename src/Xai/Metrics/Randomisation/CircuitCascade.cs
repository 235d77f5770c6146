using QXai.Nn.Circuits;
using QXai.Numerics.Random;
using QXai.Quantum;

namespace QXai.Xai.Metrics.Randomisation;

/// <summary>
/// Bare circuits randomised further and further, from the last block to the first; weights are drawn uniformly from the whole circle. A block is a
/// run of gates with weights between which no gate without weights stands; of more than <see cref="MostStages"/> blocks, neighbours are randomised
/// together, in runs as equal as possible.
/// A weight that several blocks share is randomised with the last of them. Adebayo et al., 2018, section 3: cascading randomisation.
/// </summary>
public static class CircuitCascade
{
    /// <summary>The most stages of a cascade.</summary>
    public const int MostStages = 8;

    /// <summary>The stages in order; each is a copy with all that the stages before it randomised. None for a circuit without weights.</summary>
    public static IReadOnlyList<CircuitModel> Of(CircuitModel model, ulong seed)
    {
        var (blocks, weights, random) = (Blocks(model.Circuit), model.Weights.ToArray(), new SeededRandom(seed).Derive(1));
        double[] fresh = [.. weights.Select(_ => random.NextDouble(-Math.PI, Math.PI))];
        List<CircuitModel> stages = [];
        var count = Math.Min(MostStages, blocks.Count);
        for (var stage = 0; stage < count; stage++)
        {
            var (first, end) = (stage * blocks.Count / count, (stage + 1) * blocks.Count / count);
            foreach (var weight in blocks.Take(first..end).SelectMany(block => block))
            {
                weights[weight] = fresh[weight];
            }

            stages.Add(new CircuitModel(model.Circuit, model.Observables, weights, model.HeadWeights, model.HeadBias is { } bias ? bias.Span : default));
        }

        return stages;
    }

    /// <summary>The weights of the blocks, last block first, every weight once.</summary>
    internal static IReadOnlyList<IReadOnlyList<int>> Blocks(Circuit circuit)
    {
        List<List<int>> blocks = [];
        var isOpen = false;
        HashSet<int> seen = [];
        foreach (var gate in circuit.Gates.Reverse())
        {
            var used = gate.Angles.SelectMany(Weights).ToArray();
            var own = used.Where(seen.Add).ToArray();
            if (own.Length > 0 && !isOpen)
            {
                blocks.Add([]);
            }

            isOpen = used.Length > 0 && (isOpen || own.Length > 0);
            if (own.Length > 0)
            {
                blocks[^1].AddRange(own);
            }
        }

        return blocks;
    }

    private static IEnumerable<int> Weights(Angle angle)
    {
        if (angle.Source == AngleSource.Weight)
        {
            yield return angle.Index;
        }

        if (angle.IsProduct && angle.SecondSource == AngleSource.Weight)
        {
            yield return angle.SecondIndex;
        }
    }
}
