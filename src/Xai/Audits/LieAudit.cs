using QXai.Quantum;
using QXai.Quantum.Differentiation;
using QXai.Quantum.Differentiation.Lie;
using QXai.Xai.Methods;

namespace QXai.Xai.Audits;

/// <summary>The third derivation, by the Lie bracket, of the effective observable O_x at one input; with the checks that belong to it.</summary>
internal sealed class LieAudit
{
    private readonly ModelRun run;
    private readonly AuditOptions options;
    private readonly Observable observable;

    public LieAudit(ModelRun run, AuditOptions options)
    {
        (this.run, this.options) = (run, options);
        observable = CircuitGradient.EffectiveObservable(run);
        IsLiteral = Circuit.Qubits <= options.LiteralQubits;
        Terms = IsLiteral ? Bracket(stage: 0).Derive(Circuit, observable, Angles, Weights, cancellation: options.Cancellation) : [];
    }

    /// <summary>Whether the sum over Pauli strings was written out.</summary>
    public bool IsLiteral { get; }

    /// <summary>Per occurrence of an input in the encoding, the non-zero terms of (Q15); empty where the sum is not literal.</summary>
    public IReadOnlyList<BracketDerivation> Terms { get; }

    /// <summary>How it was done, in a sentence.</summary>
    public string Summary => IsLiteral
        ? "the sum over Pauli strings, each with its explicit bracket AB - BA; chain rule to the maps"
        : "the bracket taken by moving states instead of matrices; chain rule to the maps";

    /// <summary>The methods behind it.</summary>
    public IReadOnlyList<EquationUse> Equations => IsLiteral ? AuditEquations.Literal : AuditEquations.MovingStates;

    private Circuit Circuit => run.Circuit.Circuit;

    private double[] Angles => CircuitGradient.Angles(run);

    private double[] Weights => CircuitGradient.Weights(run);

    /// <summary>
    /// d f^l / d x_q for every input: the sums of the terms where they cover every occurrence; with re-uploading, the occurrences behind the encoding
    /// by moving states.
    /// </summary>
    public double[] Gradient()
    {
        var gradient = new double[Circuit.Inputs];
        if (Terms.Count == Circuit.Gates.Sum(gate => gate.Angles.Count(angle => angle.Source == AngleSource.Input)))
        {
            foreach (var occurrence in Terms)
            {
                gradient[occurrence.Input] += occurrence.Value;
            }

            return gradient;
        }

        var jacobian = Bracket(stage: 1).Differentiate(Circuit.BindWeights(Weights), [observable], Angles, [], cancellation: options.Cancellation);
        return [.. gradient.Select((_, q) => jacobian.Inputs[0, q])];
    }

    /// <summary>(Q16) on every encoding rotation, and (Q10) where the sum is literal.</summary>
    public IEnumerable<AuditCheck> Checks()
    {
        var residuals = Terms.Concat(IsLiteral ? [] : LeadingDerivations()).Select(term => term.IdentityResidual);
        yield return new AuditCheck("(16) the bracket is the difference of two shifted conjugations", residuals.Aggregate(0.0, Math.Max), 1e-13);
        if (IsLiteral)
        {
            var moved = Quantum.Simulation.StateVector<double>.Run(Circuit, Angles, Weights).Expectation(observable);
            var summed = Bracket(stage: 2).Expectation(Circuit, observable, Angles, Weights, cancellation: options.Cancellation);
            var tolerance = 1e-10 * observable.Bound + 1e-13;
            yield return new AuditCheck("(10) the trace over Pauli strings is the expectation of the state", Math.Abs(moved - summed), tolerance);
        }
    }

    /// <summary>
    /// (Q16) speaks of V_q alone, so where the whole circuit is too wide for the literal sum, each qubit's leading gates are taken as a circuit of
    /// one qubit.
    /// </summary>
    private IEnumerable<BracketDerivation> LeadingDerivations()
    {
        for (var qubit = 0; qubit < Circuit.Qubits; qubit++)
        {
            var leading = Circuit.Gates
                .TakeWhile(gate => !Touches(gate, qubit) || (gate.Qubits.Length == 1 && gate.ExtraControls.IsEmpty))
                .Where(gate => Touches(gate, qubit))
                .Aggregate(new Circuit(1, Circuit.Inputs, Circuit.Weights), (circuit, gate) => circuit.Add(gate.Gate, [0], gate.Angles.AsSpan()));
            foreach (var derivation in new LieBracket().Derive(leading, Observable.Z(0), Angles, Weights))
            {
                yield return derivation;
            }
        }
    }

    /// <summary>The differentiator for one of up to three passes over the literal sum, each of which reports a third of the progress.</summary>
    private LieBracket Bracket(int stage) => new()
    {
        LiteralQubits = options.LiteralQubits,
        Progress = options.Progress is { } progress && IsLiteral ? new Stage(progress, stage) : null,
    };

    private static bool Touches(AppliedGate gate, int qubit) =>
        gate.Qubits.Contains(qubit) || gate.ExtraControls.Any(control => control.Qubit == qubit);

    private sealed class Stage(IProgress<double> whole, int stage) : IProgress<double>
    {
        public void Report(double value) => whole.Report((stage + value) / 3);
    }
}
