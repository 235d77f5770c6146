using QXai.Numerics.Random;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Optimisation;

/// <summary>
/// Gradient-free minimisation by SPSA: w := w - a_k g_k with the estimate g_k of perturbation c_k, a_k = a ((A + 1) / (A + k + 1))^0.602 and
/// c_k = c / (k + 1)^0.101 (Spall's exponents), A being a tenth of the steps, so that the first step has the full learning rate a. Two evaluations
/// per step, however many weights.
/// </summary>
public sealed record SpsaOptimiser(double LearningRate = 0.2, double Perturbation = 0.1)
{
    /// <summary>
    /// Minimises &lt;Q&gt; over the weights from <paramref name="weights"/> on (which are not changed), the inputs being fixed. Step k draws from
    /// <paramref name="random"/>.Derive(k).
    /// </summary>
    public MinimisationResult Minimise(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        int steps,
        SeededRandom random,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var (w, values) = (weights.ToArray(), new double[steps + 1]);
        for (var k = 0; k < steps; k++)
        {
            var estimate = new Spsa(random.Derive((ulong)k), Perturbation / Math.Pow(k + 1, 0.101))
                .Differentiate(circuit, [observable], inputs, w, cancellation: cancellation);
            values[k] = estimate.Expectations[0];
            var rate = LearningRate * Math.Pow((0.1 * steps + 1) / (0.1 * steps + k + 1), 0.602);
            for (var j = 0; j < w.Length; j++)
            {
                w[j] -= rate * estimate.Weights[0, j];
            }
        }

        values[steps] = StateVector<double>.Run(circuit, inputs, w, cancellation: cancellation).Expectation(observable);
        return new(w, values);
    }
}
