using System.Collections.Immutable;
using QXai.Numerics.Random;
using QXai.Quantum.Differentiation;

namespace QXai.Quantum.Diagnostics;

/// <summary>
/// Barren plateaus: the variance of a derivative dE/dw_j over random weights, against the number of qubits n. Var ~ exp(slope * n) with a negative slope
/// means gradients that vanish exponentially; for a deep random circuit and a Pauli observable the slope is about -log 2 per qubit (McClean et al., 2018).
/// </summary>
public sealed record GradientVariance(ImmutableArray<(int Qubits, double Variance)> Points, double Slope)
{
    /// <summary>
    /// For every number of qubits in <paramref name="qubits"/> (two or more): the variance of dE/dw_<paramref name="weight"/> over so many weights, uniform in [0, 2 pi),
    /// all inputs being 0, and the least-squares slope of log Var against n. Sample k for n qubits draws from random.Derive(n).Derive(k).
    /// Throws <see cref="ArgumentException"/> where a variance is 0, because the weight does not act on the observable.
    /// </summary>
    public static GradientVariance Of(
        Func<int, Circuit> circuit, Func<int, Observable> observable, int weight, IReadOnlyList<int> qubits, int samples, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(qubits.Count, 2);
        ImmutableArray<(int Qubits, double Variance)> points =
            [.. qubits.Select(n => (n, Variance(circuit(n), observable(n), weight, samples, random.Derive((ulong)n))))];
        var (meanX, meanY) = (points.Average(point => point.Qubits), points.Average(point => Math.Log(point.Variance)));
        var slope = points.Sum(point => (point.Qubits - meanX) * (Math.Log(point.Variance) - meanY))
            / points.Sum(point => (point.Qubits - meanX) * (point.Qubits - meanX));
        return new(points, slope);
    }

    private static double Variance(Circuit circuit, Observable observable, int weight, int samples, SeededRandom random)
    {
        if (weight < 0 || weight >= circuit.Weights)
        {
            throw new ArgumentException($"GradientVariance: weight {weight} does not exist in a circuit of {circuit.Weights} weights.");
        }

        var (adjoint, inputs) = (new Adjoint(), new double[circuit.Inputs]);
        var values = new double[samples];
        for (var k = 0; k < samples; k++)
        {
            var weights = RandomParameters.Draw(circuit.Weights, random.Derive((ulong)k));
            values[k] = adjoint.Differentiate(circuit, [observable], inputs, weights).Weights[0, weight];
        }

        var mean = values.Sum() / samples;
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (samples - 1);
        return variance > 1e-28
            ? variance
            : throw new ArgumentException($"GradientVariance: weight {weight} does not move <{observable}> on {circuit.Qubits} qubits, so that there is no variance.");
    }
}
