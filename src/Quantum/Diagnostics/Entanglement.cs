using QXai.Numerics.Random;
using QXai.Quantum.Measurement;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Diagnostics;

/// <summary>
/// Entanglement after Meyer and Wallach: Q = 2 ( 1 - (1/n) sum over q of tr(rho_q^2) ), from 0 for product states to 1 where every qubit alone is
/// maximally mixed (GHZ). A Haar-random state has (N - 2) / (N + 1) on average, N = 2^n (<see cref="HaarMean"/>).
/// </summary>
public static class Entanglement
{
    /// <summary>Q of a state.</summary>
    public static double MeyerWallach(StateVector<double> state)
    {
        var purities = 0.0;
        for (var qubit = 0; qubit < state.Qubits; qubit++)
        {
            var reduced = state.Reduced(qubit);
            purities += (reduced * reduced).Trace().Real;
        }

        return 2 * (1 - purities / state.Qubits);
    }

    /// <summary>The mean of Q over Haar-random states of n qubits: (2^n - 2) / (2^n + 1).</summary>
    public static double HaarMean(int qubits) => (Math.Pow(2, qubits) - 2) / (Math.Pow(2, qubits) + 1);

    /// <summary>
    /// The entangling capability of a circuit: the mean of Q over weights uniform in [0, 2 pi), at the given inputs, with its standard error. Sample k draws
    /// from <paramref name="random"/>.Derive(k); <paramref name="progress"/> is told how many samples are done. Sim, Johnson and Aspuru-Guzik (2019).
    /// </summary>
    public static Estimate Capability(
        Circuit circuit, ReadOnlySpan<double> inputs, int samples, SeededRandom random, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        var values = new double[samples];
        for (var k = 0; k < samples; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            values[k] = MeyerWallach(RandomParameters.State(circuit, inputs, random.Derive((ulong)k)));
            progress?.Invoke(k + 1);
        }

        var mean = values.Sum() / samples;
        return new(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (samples - 1) / samples));
    }
}
