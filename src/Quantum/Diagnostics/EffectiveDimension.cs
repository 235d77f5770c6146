using QXai.Numerics.Random;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Measurement;
using QXai.Quantum.Optimisation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Diagnostics;

/// <summary>
/// The effective dimension of a circuit read as a classifier p(y | x; w), y being the value of the measured qubits:
/// d = 2 log( mean over w of sqrt(det(I + kappa F^(w))) ) / log kappa, kappa = n / (2 pi log n) for n data, F^ being the Fisher information matrix divided by
/// its mean trace over weights and multiplied by their number. At most the number of weights, up to O(1 / log kappa). Abbas et al. (2021), with gamma = 1.
/// </summary>
public static class EffectiveDimension
{
    /// <summary>A trace below this is made of rounding errors, each of which is 1e-16 before it is squared.</summary>
    private const double Rounding = 1e-24;

    /// <summary>
    /// The effective dimension for <paramref name="data"/> &gt;= 100 data, over so many weight vectors, uniform in [0, 2 pi), the Fisher matrix being averaged
    /// over the given <paramref name="inputs"/> (rows of circuit.Inputs numbers; one empty row for a circuit without inputs). Sample k draws from
    /// <paramref name="random"/>.Derive(k); <paramref name="progress"/> is told how many samples are done.
    /// </summary>
    public static double Of(
        Circuit circuit,
        IReadOnlyList<double[]> inputs,
        IReadOnlyList<int> measured,
        int data,
        int samples,
        SeededRandom random,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(data, 100);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs.Count);
        var (count, kappa) = (circuit.Weights, data / (2 * Math.PI * Math.Log(data)));
        var fishers = new double[samples][,];
        for (var k = 0; k < samples; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            fishers[k] = Fisher(circuit, inputs, measured, RandomParameters.Draw(count, random.Derive((ulong)k)));
            progress?.Invoke(k + 1);
        }

        var trace = fishers.Average(fisher => Enumerable.Range(0, count).Sum(j => fisher[j, j]));
        if (!(trace > Rounding))
        {
            throw new ArgumentException($"EffectiveDimension: the {count} weights do not change the probabilities of qubits [{string.Join(", ", measured)}].");
        }

        double[] halves = [.. fishers.Select(fisher => 0.5 * Cholesky.LogDeterminant(Shifted(fisher, kappa * count / trace)))];
        var largest = halves.Max();
        return 2 * (largest + Math.Log(halves.Average(half => Math.Exp(half - largest)))) / Math.Log(kappa);
    }

    /// <summary>F_jk = mean over x of sum over y of d_j p(y|x) d_k p(y|x) / p(y|x), values y of probability below 1e-14 being left out.</summary>
    public static double[,] Fisher(Circuit circuit, IReadOnlyList<double[]> inputs, IReadOnlyList<int> measured, ReadOnlySpan<double> weights)
    {
        var fisher = new double[weights.Length, weights.Length];
        int[] qubits = [.. measured];
        foreach (var x in inputs)
        {
            var (probabilities, slopes) = Slopes(circuit, x, weights, qubits);
            for (var j = 0; j < slopes.Length; j++)
            {
                for (var k = 0; k < slopes.Length; k++)
                {
                    for (var y = 0; y < probabilities.Length; y++)
                    {
                        fisher[j, k] += probabilities[y] > 1e-14 ? slopes[j][y] * slopes[k][y] / probabilities[y] / inputs.Count : 0;
                    }
                }
            }
        }

        return fisher;
    }

    /// <summary>p(y) and slopes[j][y] = d_j p(y): dp_i/dw = 2 Re( psi_i^* dpsi_i/dw ) per basis state i, summed over the qubits that are not
    /// measured.</summary>
    private static (double[] Probabilities, double[][] Slopes) Slopes(Circuit circuit, double[] inputs, ReadOnlySpan<double> weights, int[] qubits)
    {
        var run = new CircuitRun("Fisher information", circuit, [], inputs, weights, initial: null);
        var parameters = new Parameters(run, inputs, weights);
        var (psi, tangent) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        parameters.Forward(0, psi, []);
        var (probabilities, slopes) = (psi.Marginal(qubits), new double[weights.Length][]);
        for (var j = 0; j < slopes.Length; j++)
        {
            parameters.Forward(circuit.Inputs + j, psi, [tangent]);
            var changes = new double[psi.Dimension];
            for (var i = 0; i < changes.Length; i++)
            {
                changes[i] = 2 * (psi.Real[i] * tangent.Real[i] + psi.Imaginary[i] * tangent.Imaginary[i]);
            }

            slopes[j] = Marginals.Of(changes, qubits);
        }

        return (probabilities, slopes);
    }

    /// <summary>I + factor F.</summary>
    private static double[,] Shifted(double[,] fisher, double factor)
    {
        var n = fisher.GetLength(0);
        var shifted = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < n; k++)
            {
                shifted[j, k] = factor * fisher[j, k] + (j == k ? 1 : 0);
            }
        }

        return shifted;
    }
}
