using QXai.Quantum.Differentiation;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Noise;

/// <summary>
/// Parameter shift per occurrence of an angle, on density matrices: channels are linear, so an expectation is the same trigonometric polynomial of a gate's
/// angle as without noise, and the rule of <see cref="ShiftRule"/> stays exact. It is what a device would measure.
/// </summary>
public sealed class NoisyParameterShift : INoisyDifferentiator
{
    /// <inheritdoc/>
    public string Name => "shift";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        NoisyCircuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        DensityMatrix? initial = null)
    {
        var run = new DensityRun("noisy shift", circuit, observables, inputs, weights, initial);
        var jacobian = run.Start(run.FinalState());
        var (before, shifted, reached) = (run.InitialState(), run.InitialState(), 0);
        for (var l = 0; l < run.Steps.Length; l++)
        {
            if (!run.Steps[l].IsDifferentiable)
            {
                continue;
            }

            run.Move(before, reached, l);
            reached = l;
            var row = run.Steps[l].Row;
            foreach (var (shift, weight) in ShiftRule.For(row.Generator!.Frequencies(row.IsControlled).AsSpan()).Terms)
            {
                AddShifted(run, l, shift, weight, before, shifted, jacobian);
                AddShifted(run, l, -shift, -weight, before, shifted, jacobian);
            }
        }

        return jacobian;
    }

    private static void AddShifted(
        DensityRun run, int l, double shift, double weight, StateVector<double> before, StateVector<double> shifted, Jacobian jacobian)
    {
        shifted.CopyFrom(before);
        run.Steps[l].Apply(shifted, run.Angles[l] + shift);
        run.Move(shifted, l + 1, run.Steps.Length);
        for (var m = 0; m < run.Observables.Length; m++)
        {
            run.Add(jacobian, m, l, weight * run.Expectation(m, shifted));
        }
    }
}
