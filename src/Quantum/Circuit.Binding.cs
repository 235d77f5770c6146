using QXai.Quantum.Simulation;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>The circuit with all inputs and weights replaced by the given numbers: every angle becomes a constant.</summary>
    public Circuit Bind(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
    {
        ArgumentChecks.Parameters("Bind", this, inputs, weights);
        var (x, w) = (inputs.ToArray(), weights.ToArray());
        return Of(Qubits, 0, 0, Gates.Select(gate =>
            new AppliedGate(gate.Gate, gate.Qubits, [.. gate.Angles.Select(angle => Angle.Constant(angle.Value(x, w)))], gate.ExtraControls)));
    }

    /// <summary>A circuit of gates that are known to fit.</summary>
    internal static Circuit Of(int qubits, int inputs, int weights, IEnumerable<AppliedGate> gates) =>
        gates.Aggregate(new Circuit(qubits, inputs, weights), (circuit, gate) => new(circuit, gate));
}
