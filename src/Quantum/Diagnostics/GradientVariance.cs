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
    /// For every number of qubits in <paramref name="qubits"/> (two or more): the variance of dE/dw_<paramref name="weight"/>, or where that is null
    /// the mean of the variances of all derivatives, over so many weight vectors, uniform in [0, 2 pi), all inputs being 0, and the least-squares
    /// slope of log Var against n. Sample k for n qubits draws from random.Derive(n).Derive(k); <paramref name="progress"/> is told how many samples
    /// are done in all. Throws <see cref="ArgumentException"/> where a variance is 0, because the weight does not act on the observable.
    /// </summary>
    public static GradientVariance Of(
        Func<int, Circuit> circuit,
        Func<int, Observable> observable,
        int? weight,
        IReadOnlyList<int> qubits,
        int samples,
        SeededRandom random,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(qubits.Count, 2);
        var points = ImmutableArray.CreateBuilder<(int Qubits, double Variance)>();
        foreach (var n in qubits)
        {
            var (member, measured, before) = (circuit(n), observable(n), samples * points.Count);
            CheckWeight(member, weight);
            var variances = ByWeight(
                member, measured, new double[member.Inputs], samples, random.Derive((ulong)n), done => progress?.Invoke(before + done), cancellation);
            var variance = weight is { } j ? variances[j] : variances.Average();
            points.Add(variance > 1e-28 ? (n, variance) : throw new ArgumentException(
                $"GradientVariance: {(weight is { } w ? $"weight {w} does" : "the weights do")} not move <{measured}> on {n} qubits, "
                + "so that there is no variance."));
        }

        var (meanX, meanY) = (points.Average(point => point.Qubits), points.Average(point => Math.Log(point.Variance)));
        var slope = points.Sum(point => (point.Qubits - meanX) * (Math.Log(point.Variance) - meanY))
            / points.Sum(point => (point.Qubits - meanX) * (point.Qubits - meanX));
        return new(points.ToImmutable(), slope);
    }

    /// <summary>
    /// The variance of every derivative dE/dw_j over so many weight vectors (two or more), uniform in [0, 2 pi), at the given inputs; 0 where a
    /// weight does not act on the observable. Sample k draws from <paramref name="random"/>.Derive(k).
    /// </summary>
    public static double[] ByWeight(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        int samples,
        SeededRandom random,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        var (adjoint, means, squares) = (new Adjoint(), new double[circuit.Weights], new double[circuit.Weights]);
        for (var k = 0; k < samples; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var gradient = adjoint.Differentiate(circuit, [observable], inputs, RandomParameters.Draw(circuit.Weights, random.Derive((ulong)k))).Weights;
            for (var j = 0; j < means.Length; j++)
            {
                // Welford: means and sums of squared deviations of the samples so far.
                var deviation = gradient[0, j] - means[j];
                means[j] += deviation / (k + 1);
                squares[j] += deviation * (gradient[0, j] - means[j]);
            }

            progress?.Invoke(k + 1);
        }

        return [.. squares.Select(square => square / (samples - 1))];
    }

    private static void CheckWeight(Circuit circuit, int? weight)
    {
        if (circuit.Weights == 0 || weight < 0 || weight >= circuit.Weights)
        {
            throw new ArgumentException($"GradientVariance: weight {weight ?? 0} does not exist in a circuit of {circuit.Weights} weights.");
        }
    }
}
