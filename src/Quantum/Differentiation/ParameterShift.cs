using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// Exact derivatives from shifted circuits, per OCCURRENCE of an angle: dE/dx = sum over occurrences l of (dt_l/dx) * (shift rule of step l). A rotation by a
/// Pauli word takes ( E(t + pi/2) - E(t - pi/2) ) / 2, a controlled one four evaluations; the frequencies come from the generator's spectrum.
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
        StateVector<double>? initial = null)
    {
        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial);
        var jacobian = run.Start(run.FinalState());
        var (before, shifted) = (run.InitialState(), new StateVector<double>(circuit.Qubits));
        var reached = 0;
        foreach (var l in run.Occurrences)
        {
            run.Move(before, reached, l);
            reached = l;
            foreach (var (shift, weight) in RuleOf(run.Steps[l]).Terms)
            {
                AddShifted(run, l, shift, weight, before, shifted, jacobian);
                AddShifted(run, l, -shift, -weight, before, shifted, jacobian);
            }
        }

        return jacobian;
    }

    private static ShiftRule RuleOf(Instruction step) => ShiftRule.For(step.Generator!.Frequencies(step.IsControlled).AsSpan());

    private static void AddShifted(
        CircuitRun run, int l, double shift, double weight, StateVector<double> before, StateVector<double> shifted, Jacobian jacobian)
    {
        shifted.CopyFrom(before);
        shifted.Apply(run.Steps[l], run.Angles[l] + shift);
        run.Move(shifted, l + 1, run.Steps.Length);
        for (var m = 0; m < run.Observables.Count; m++)
        {
            run.Add(jacobian, m, l, weight * shifted.Expectation(run.Observables[m]));
        }
    }
}
