using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Draws basis states i with probability |psi_i|^2 by inversion: sorted uniform numbers are met by one walk along the cumulative sum, so no table of
/// probabilities is needed. More shots than fit into one sorted list are dealt to the states by binomial draws instead.
/// </summary>
internal static class BasisSampler
{
    private const int MostSorted = 1 << 20;

    /// <summary>
    /// Draws <paramref name="shots"/> basis states; <paramref name="drawn"/> is told each with how often it came, some of them repeatedly.
    /// </summary>
    public static void Sample(StateVector<double> state, int shots, SeededRandom random, Action<int, int> drawn)
    {
        var norm = state.Norm();
        if (shots > MostSorted)
        {
            Deal(state.Real, state.Imaginary, norm * norm, shots, random, drawn);
            return;
        }

        var uniforms = new double[shots];
        for (var shot = 0; shot < shots; shot++)
        {
            uniforms[shot] = random.NextDouble() * norm * norm;
        }

        Array.Sort(uniforms);
        Walk(state.Real, state.Imaginary, uniforms, drawn);
    }

    /// <summary>Of the shots that earlier states left, state i takes Binomial(left, p_i / (what is left of the sum)).</summary>
    private static void Deal(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double rest, int shots, SeededRandom random, Action<int, int> drawn)
    {
        var last = 0;
        for (var i = 0; i < re.Length && shots > 0; i++)
        {
            var probability = re[i] * re[i] + im[i] * im[i];
            if (probability == 0)
            {
                continue;
            }

            var times = Binomial.Draw(shots, probability / rest, random);
            (rest, shots, last) = (Math.Max(rest - probability, double.Epsilon), shots - times, i);
            if (times > 0)
            {
                drawn(i, times);
            }
        }

        if (shots > 0)
        {
            drawn(last, shots);
        }
    }

    private static void Walk(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double[] uniforms, Action<int, int> drawn)
    {
        var (sum, shot, last) = (0.0, 0, 0);
        for (var i = 0; i < re.Length && shot < uniforms.Length; i++)
        {
            var probability = re[i] * re[i] + im[i] * im[i];
            if (probability == 0)
            {
                continue;
            }

            (sum, last) = (sum + probability, i);
            var start = shot;
            while (shot < uniforms.Length && uniforms[shot] < sum)
            {
                shot++;
            }

            if (shot > start)
            {
                drawn(i, shot - start);
            }
        }

        if (shot < uniforms.Length)
        {
            drawn(last, uniforms.Length - shot);
        }
    }
}
