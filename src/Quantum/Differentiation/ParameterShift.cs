using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Exact derivatives from shifted circuits, per OCCURRENCE of an angle: dE/dx = sum over occurrences l of (dt_l/dx) * (shift rule of step l). A rotation by a
/// Pauli word takes ( E(t + pi/2) - E(t - pi/2) ) / 2, a controlled one four evaluations; the frequencies come from the generator's spectrum. So do those of
/// exp(-i t H), two evaluations for each difference of eigenvalues, unless shifting its rotations one by one takes fewer (see <see cref="AngleOccurrence"/>).
/// Shifting an input that feeds several gates by pi/2 at once would be wrong: for cos 2x it gives 0.
/// </summary>
public sealed class ParameterShift : IDifferentiator
{
    /// <inheritdoc/>
    public string Name => "shift";

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
        var jacobian = run.Start(run.FinalState());
        var (before, shifted) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        var reached = 0;
        foreach (var occurrence in AngleOccurrence.Of(circuit, run.Steps))
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
        CircuitRun run, AngleOccurrence occurrence, double shift, double weight, StateVector<double> before, StateVector<double> shifted, Jacobian jacobian)
    {
        shifted.CopyFrom(before);
        for (var l = occurrence.First; l < occurrence.End; l++)
        {
            shifted.Apply(run.Steps[l], run.Angles[l] + occurrence.Scale(l) * shift);
        }

        run.Move(shifted, occurrence.End, run.Steps.Length);
        for (var m = 0; m < run.Observables.Count; m++)
        {
            run.Add(jacobian, m, occurrence.Angle, weight * shifted.Expectation(run.Observables[m]));
        }
    }
}
