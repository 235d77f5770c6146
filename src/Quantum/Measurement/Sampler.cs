using System.Collections.Immutable;
using QXai.Numerics.Random;

namespace QXai.Quantum.Measurement;

/// <summary>Draws measurement results from probabilities.</summary>
public static class Sampler
{
    private const int MostSingle = 1 << 20;

    /// <summary>
    /// The counts of <paramref name="shots"/> independent measurements with the given 2^n probabilities (which need not sum to 1 exactly: they are divided
    /// by their sum). The counts depend on the generator's state alone. A shot takes the first state whose cumulative probability exceeds a uniform
    /// number; more than a million shots are dealt by binomial draws, in the same distribution. Throws <see cref="ArgumentException"/> for fewer than
    /// one shot and for lengths that
    /// are no power of two; cancellation is looked for at every shot.
    /// </summary>
    public static ShotCounts Draw(ReadOnlySpan<double> probabilities, int shots, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shots);
        if (!int.IsPow2(probabilities.Length))
        {
            throw new ArgumentException($"Sampler: {probabilities.Length} probabilities are no power of two, but n qubits have 2^n.");
        }

        var (cumulative, sum, last) = (new double[probabilities.Length], 0.0, 0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += Math.Max(0, probabilities[i]);
            cumulative[i] = sum;
            last = probabilities[i] > 0 ? i : last;
        }

        var counts = new Dictionary<int, int>();
        if (shots > MostSingle)
        {
            Deal(probabilities, sum, last, shots, random, counts, cancellation);
        }

        for (var shot = 0; shot < shots && shots <= MostSingle; shot++)
        {
            cancellation.ThrowIfCancellationRequested();
            var state = Math.Min(last, FirstAbove(cumulative, sum * random.NextDouble()));
            counts[state] = counts.GetValueOrDefault(state) + 1;
        }

        return new(int.Log2(probabilities.Length), shots, counts.ToImmutableSortedDictionary());
    }

    /// <summary>Of the shots that earlier states left, state i takes Binomial(left, p_i / (what is left of the sum)).</summary>
    private static void Deal(
        ReadOnlySpan<double> probabilities, double rest, int last, int shots, SeededRandom random, Dictionary<int, int> counts, CancellationToken cancellation)
    {
        for (var i = 0; i <= last && shots > 0; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var p = Math.Max(0, probabilities[i]);
            var times = i == last ? shots : Binomial.Draw(shots, p / rest, random);
            (rest, shots) = (Math.Max(rest - p, double.Epsilon), shots - times);
            if (times > 0)
            {
                counts[i] = times;
            }
        }
    }

    private static int FirstAbove(double[] cumulative, double target)
    {
        var (low, high) = (0, cumulative.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cumulative[middle] > target ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
