using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.SecondOrder;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Optimisation;

/// <summary>
/// Natural gradient descent: w := w - a (F + r I)^-1 dE/dw, F_jk = Re( &lt;d_j psi|d_k psi&gt; - &lt;d_j psi|psi&gt;&lt;psi|d_k psi&gt; ) being the
/// Fubini-Study metric tensor (<see cref="FubiniStudyMetric"/>): the steepest step in the space of states instead of the space of angles. r
/// regularises directions that do not change the state.
/// Stokes et al. (2020).
/// </summary>
public sealed record QuantumNaturalGradient(double LearningRate = 0.1, double Regularisation = 1e-6)
{
    /// <summary>r, at least 0.</summary>
    public double Regularisation { get; } = Regularisation >= 0
        ? Regularisation
        : throw new ArgumentException($"QuantumNaturalGradient: the regularisation {Regularisation} must not be negative.");

    /// <summary>
    /// The direction (F + r I)^-1 dE/dw. Throws <see cref="ArgumentException"/> where F + r I is singular, as it is for redundant weights and r = 0.
    /// </summary>
    public double[] Direction(
        Circuit circuit, Observable observable, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, CancellationToken cancellation = default)
    {
        var gradient = new Adjoint().Differentiate(circuit, [observable], inputs, weights, cancellation: cancellation);
        var right = new double[weights.Length];
        for (var j = 0; j < right.Length; j++)
        {
            right[j] = gradient.Weights[0, j];
        }

        var metric = FubiniStudyMetric.OfWeights(circuit, inputs, weights, cancellation: cancellation);
        for (var j = 0; j < right.Length; j++)
        {
            metric[j, j] += Regularisation;
        }

        return Cholesky.Solve(metric, right);
    }

    /// <summary>Minimises &lt;Q&gt; over the weights from <paramref name="weights"/> on (which are not changed), the inputs being fixed.</summary>
    public MinimisationResult Minimise(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        int steps,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var (w, values) = (weights.ToArray(), new double[steps + 1]);
        for (var k = 0; k <= steps; k++)
        {
            values[k] = StateVector<double>.Run(circuit, inputs, w, cancellation: cancellation).Expectation(observable);
            if (k < steps)
            {
                var direction = Direction(circuit, observable, inputs, w, cancellation);
                for (var j = 0; j < w.Length; j++)
                {
                    w[j] -= LearningRate * direction[j];
                }
            }
        }

        return new(w, values);
    }
}
