using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Central differences of fourth order in each input and weight x, which know nothing of circuits:
/// dE/dx = ( 8 (E(x + h) - E(x - h)) - (E(x + 2h) - E(x - 2h)) ) / 12 h. Good to about 1e-11 for the default h = 1e-3.
/// </summary>
public sealed class FiniteDifference : IDifferentiator
{
    private readonly double step;

    /// <summary>Differences with step h = <paramref name="step"/>, which must be positive.</summary>
    public FiniteDifference(double step = 1e-3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        this.step = step;
    }

    /// <inheritdoc/>
    public string Name => "finite";

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
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        Differences(jacobian.Inputs, x);
        Differences(jacobian.Weights, w);
        return jacobian;

        void Differences(double[,] derivatives, double[] parameters)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var centre = parameters[i];
                ReadOnlySpan<(double Offset, double Weight)> stencil = [(step, 8), (-step, -8), (2 * step, -1), (-2 * step, 1)];
                foreach (var (offset, weight) in stencil)
                {
                    parameters[i] = centre + offset;
                    run.Restart(state);
                    state.Apply(circuit, x, w, cancellation);
                    for (var m = 0; m < observables.Count; m++)
                    {
                        derivatives[m, i] += weight * state.Expectation(observables[m]) / (12 * step);
                    }
                }

                parameters[i] = centre;
            }
        }
    }
}
