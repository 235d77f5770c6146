using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Programs.Running;

/// <summary>
/// Draws basis states i with probability |psi_i|^2 by inversion: sorted uniform numbers are met by one walk along the cumulative sum, so no table of
/// probabilities is needed.
/// </summary>
internal static class BasisSampler
{
    private const int Chunk = 1 << 20;

    /// <summary>
    /// Draws <paramref name="shots"/> basis states; <paramref name="drawn"/> is told each with how often it came, some of them repeatedly.
    /// </summary>
    public static void Sample(StateVector<double> state, int shots, SeededRandom random, Action<int, int> drawn)
    {
        var norm = state.Norm();
        for (var done = 0; done < shots; done += Chunk)
        {
            var uniforms = new double[Math.Min(Chunk, shots - done)];
            for (var shot = 0; shot < uniforms.Length; shot++)
            {
                uniforms[shot] = random.NextDouble() * norm * norm;
            }

            Array.Sort(uniforms);
            Walk(state.Real, state.Imaginary, uniforms, drawn);
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
