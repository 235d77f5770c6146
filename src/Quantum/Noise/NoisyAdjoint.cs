using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// Reverse mode on the density matrix. Observables are carried backwards, O_l = (rest of the circuit)^dag (Q), and a gate U(t) = exp(-i t G) contributes
/// dE/dt = -i tr(O_l [G, rho_l]) = 2 Im tr(O_l G rho_l). Gates are undone on rho; a channel cannot be, so the states before channels are recalled from
/// checkpoints: about 2 sqrt(channels) matrices of memory and one further run.
/// </summary>
public sealed class NoisyAdjoint : INoisyDifferentiator
{
    /// <inheritdoc/>
    public string Name => "adjoint";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        NoisyCircuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        DensityMatrix? initial = null,
        CancellationToken cancellation = default)
    {
        var run = new DensityRun("noisy adjoint", circuit, observables, inputs, weights, initial, cancellation);
        var states = new Checkpoints(run, observables.Count + 1);
        var rho = states.FinalState();
        var jacobian = run.Start(rho);
        StateVector<double>[] costates = [.. run.Observables.Select(observable => Vectorisation.Of(observable, circuit.Circuit.Qubits))];
        for (var l = run.Steps.Length - 1; l >= 0; l--)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = run.Steps[l];
            for (var m = 0; m < costates.Length; m++)
            {
                if (step.IsDifferentiable)
                {
                    run.Add(jacobian, m, l, 2 * step.Row.Generate(costates[m], rho).Imaginary);
                }

                step.ApplyAdjoint(costates[m], run.Angles[l]);
            }

            if (step.IsChannel)
            {
                states.Recall(l, rho);
            }
            else
            {
                step.ApplyAdjoint(rho, run.Angles[l]);
            }
        }

        return jacobian;
    }
}
