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
        DensityMatrix? initial = null,
        CancellationToken cancellation = default)
    {
        var run = new DensityRun("noisy shift", circuit, observables, inputs, weights, initial, cancellation);
        var jacobian = run.Start(run.FinalState());
        var (before, shifted, reached) = (run.InitialState(), run.InitialState(), 0);
        foreach (var occurrence in AngleOccurrence.Of(run.Circuit, [.. run.Steps.Select(step => step.Row)]))
        {
            run.Move(before, reached, occurrence.First);
            reached = occurrence.First;
            foreach (var (shift, weight) in occurrence.Rule.Terms)
            {
                AddShifted(run, occurrence, shift, weight, before, shifted, jacobian);
                AddShifted(run, occurrence, -shift, -weight, before, shifted, jacobian);
            }
        }

        return jacobian;
    }

    private static void AddShifted(
        DensityRun run, AngleOccurrence occurrence, double shift, double weight, StateVector<double> before, StateVector<double> shifted, Jacobian jacobian)
    {
        shifted.CopyFrom(before);
        for (var l = occurrence.First; l < occurrence.End; l++)
        {
            run.Steps[l].Apply(shifted, run.Angles[l] + occurrence.Scale(l) * shift);
        }

        run.Move(shifted, occurrence.End, run.Steps.Length);
        for (var m = 0; m < run.Observables.Length; m++)
        {
            run.Add(jacobian, m, occurrence.Angle, weight * run.Expectation(m, shifted));
        }
    }
}
