using QXai.Quantum;

namespace QXai.Reference.Randomisation;

/// <summary>
/// Cascading randomisation of a bare circuit by its definition. The gates are read from first to last; gates with weights between which no other gate
/// stands make a block. From the last block to the first, the weights get numbers uniform in (-pi, pi); a weight belongs to the last block that uses it,
/// and a block without weights of its own is none. Of B blocks above eight, stage s randomises those from floor(s B / 8) to floor((s + 1) B / 8) - 1.
/// </summary>
public static class TextbookCircuitCascade
{
    private const int MostStages = 8;

    /// <summary>The weights of every stage.</summary>
    public static IReadOnlyList<double[]> Of(Circuit circuit, IReadOnlyList<double> weights, ulong seed)
    {
        var random = new TextbookRandom(TextbookRandom.PartSeed(seed, 1));
        double[] fresh = [.. weights.Select(_ => random.Uniform(-Math.PI, Math.PI))];
        var blocks = Blocks(circuit);
        var count = Math.Min(MostStages, blocks.Count);
        return [.. Enumerable.Range(1, count).Select(stage =>
        {
            var done = blocks.Take(stage * blocks.Count / count).SelectMany(block => block).ToHashSet();
            return (double[])[.. weights.Select((weight, w) => done.Contains(w) ? fresh[w] : weight)];
        })];
    }

    /// <summary>The weights of each block, last block first.</summary>
    private static List<int[]> Blocks(Circuit circuit)
    {
        List<HashSet<int>> runs = [];
        var isInside = false;
        foreach (var gate in circuit.Gates)
        {
            int[] used = [.. gate.Angles.SelectMany(WeightsOf)];
            if (used.Length > 0 && !isInside)
            {
                runs.Add([]);
            }

            isInside = used.Length > 0;
            runs.LastOrDefault()?.UnionWith(used);
        }

        return [.. runs.Select((run, r) => run.Except(runs.Skip(r + 1).SelectMany(later => later)).ToArray()).Where(own => own.Length > 0).Reverse()];
    }

    private static IEnumerable<int> WeightsOf(Angle angle) => new[] { (angle.Source, angle.Index), (angle.SecondSource, angle.SecondIndex) }
        .Where(parameter => parameter.Item1 == AngleSource.Weight).Select(parameter => parameter.Item2);
}
