using QXai.Numerics.Random;

namespace QXai.Quantum.Diagnostics;

/// <summary>
/// How uniformly a circuit's states fill the space: the fidelities F = |&lt;psi(w)|psi(w')&gt;|^2 of pairs of random weights, in equal bins, against
/// Haar-random states, whose density is (N - 1)(1 - F)^(N - 2) with N = 2^n. <paramref name="Divergence"/> is KL(circuit || Haar) in nats: 0 is fully
/// expressive, and a circuit that always gives one state has (N - 1) log(bins). Finite samples add about (bins - 1) / (2 pairs). Sim, Johnson and
/// Aspuru-Guzik (2019).
/// </summary>
public sealed record Expressibility(double Divergence, double[] Histogram, double[] Haar, int Pairs)
{
    /// <summary>
    /// From so many pairs of weights, uniform in [0, 2 pi), at the given inputs. Pair k draws from <paramref name="random"/>.Derive(k).
    /// <paramref name="progress"/> is told how many pairs are done.
    /// </summary>
    public static Expressibility Of(
        Circuit circuit,
        ReadOnlySpan<double> inputs,
        int pairs,
        SeededRandom random,
        int bins = 75,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var histogram = new double[bins];
        for (var k = 0; k < pairs; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var draws = random.Derive((ulong)k);
            var overlap = RandomParameters.State(circuit, inputs, draws).Inner(RandomParameters.State(circuit, inputs, draws));
            var fidelity = overlap.Real * overlap.Real + overlap.Imaginary * overlap.Imaginary;
            histogram[Math.Min(bins - 1, (int)(fidelity * bins))] += 1.0 / pairs;
            progress?.Invoke(k + 1);
        }

        double[] haar = [.. Enumerable.Range(0, bins).Select(bin => HaarShare(bin, bins, circuit.Qubits))];
        var divergence = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            divergence += histogram[bin] > 0 ? histogram[bin] * (Math.Log(histogram[bin]) - LogHaarShare(bin, bins, circuit.Qubits)) : 0;
        }

        return new(divergence, histogram, haar, pairs);
    }

    /// <summary>The probability that two Haar-random states have a fidelity in a bin: (1 - l)^(N-1) - (1 - u)^(N-1) between its edges l and u.</summary>
    public static double HaarShare(int bin, int bins, int qubits) => Math.Exp(LogHaarShare(bin, bins, qubits));

    /// <summary>The logarithm of <see cref="HaarShare"/>, which for many qubits is too small for a number.</summary>
    private static double LogHaarShare(int bin, int bins, int qubits)
    {
        var power = Math.Pow(2, qubits) - 1;
        var (lower, upper) = (Math.Log((double)(bins - bin) / bins), Math.Log((double)(bins - bin - 1) / bins));
        return power * lower + Math.Log(-double.ExpM1(power * (upper - lower)));
    }
}
