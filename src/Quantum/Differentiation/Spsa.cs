using QXai.Numerics.Random;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Simultaneous perturbation: an ESTIMATE of the gradient with respect to all weights and inputs from two evaluations, whatever their number. With random signs
/// D_i = +-1, g_i = ( E(p + c D) - E(p - c D) ) / (2 c D_i), averaged over repetitions; unbiased up to O(c^2). Not among the exact differentiators.
/// Spall (1992).
/// </summary>
public sealed class Spsa : IDifferentiator
{
    private readonly SeededRandom random;

    /// <summary>
    /// Estimates with perturbation c = <paramref name="perturbation"/> &gt; 0 and so many repetitions; repetition r draws its signs from
    /// <paramref name="random"/>.Derive(r), so that equal calls give equal estimates. Derive another generator for every step of an optimisation.
    /// </summary>
    public Spsa(SeededRandom random, double perturbation = 0.01, int repetitions = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perturbation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repetitions);
        (this.random, Perturbation, Repetitions) = (random, perturbation, repetitions);
    }

    /// <summary>c, in the units of the inputs and weights.</summary>
    public double Perturbation { get; }

    /// <summary>Number of pairs of evaluations that are averaged.</summary>
    public int Repetitions { get; }

    /// <inheritdoc/>
    public string Name => "spsa";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default)
    {
        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial, cancellation);
        var state = run.FinalState();
        var jacobian = run.Start(state);
        for (var r = 0; r < Repetitions; r++)
        {
            var signs = Signs(inputs.Length + weights.Length, random.Derive((ulong)r));
            var above = Evaluate(run, inputs, weights, signs, Perturbation, state);
            var below = Evaluate(run, inputs, weights, signs, -Perturbation, state);
            for (var m = 0; m < observables.Count; m++)
            {
                var slope = (above[m] - below[m]) / (2 * Perturbation * Repetitions);
                for (var i = 0; i < inputs.Length; i++)
                {
                    jacobian.Inputs[m, i] += slope * signs[i];
                }

                for (var j = 0; j < weights.Length; j++)
                {
                    jacobian.Weights[m, j] += slope * signs[inputs.Length + j];
                }
            }
        }

        return jacobian;
    }

    private static int[] Signs(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt(2) == 0 ? 1 : -1)];

    private static double[] Evaluate(
        CircuitRun run, ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, int[] signs, double step, StateVector<double> state)
    {
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        for (var i = 0; i < signs.Length; i++)
        {
            (i < x.Length ? ref x[i] : ref w[i - x.Length]) += step * signs[i];
        }

        run.Restart(state);
        state.Apply(run.Circuit, x, w, run.Cancellation);
        return [.. run.Observables.Select(state.Expectation)];
    }
}
