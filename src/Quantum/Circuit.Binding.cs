using QXai.Quantum.Simulation;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>The circuit with all inputs and weights replaced by the given numbers: every angle becomes a constant.</summary>
    public Circuit Bind(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        ArgumentChecks.Parameters("Bind", this, inputs, weights);
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        return Bound(0, angle => Angle.Constant(angle.Value(x, w)));
    }

    /// <summary>The circuit with all weights replaced by the given numbers: a function of its inputs alone, for which derivatives by weights are not
    /// asked.</summary>
    public Circuit BindWeights(ReadOnlySpan<double> weights)
    {
        ArgumentChecks.Parameters("Bind", this, new double[Inputs], weights);
        var w = weights.ToArray();
        return Bound(Inputs, angle => (angle.Source, angle.IsProduct ? angle.SecondSource : angle.Source) switch
        {
            (AngleSource.Weight, AngleSource.Weight) => Angle.Constant(angle.Value([], w)),
            (AngleSource.Input, AngleSource.Weight) => angle.Scale * w[angle.SecondIndex] * Angle.Input(angle.Index) + angle.Offset,
            (AngleSource.Weight, AngleSource.Input) => angle.Scale * w[angle.Index] * Angle.Input(angle.SecondIndex) + angle.Offset,
            _ => angle,
        });
    }

    private Circuit Bound(int inputs, Func<Angle, Angle> bind) => Of(Qubits, inputs, 0, Gates.Select(gate =>
        new AppliedGate(gate.Gate, gate.Qubits, [.. gate.Angles.Select(bind)], gate.ExtraControls)));

    /// <summary>A circuit of gates that are known to fit.</summary>
    internal static Circuit Of(int qubits, int inputs, int weights, IEnumerable<AppliedGate> gates) =>
        gates.Aggregate(new Circuit(qubits, inputs, weights), (circuit, gate) => new(circuit, gate));
}
