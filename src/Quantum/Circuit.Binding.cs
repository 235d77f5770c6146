using System.Collections.Immutable;
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

    /// <summary>
    /// The circuit with every constant angle replaced by a weight of its own, numbered after the existing ones in order of appearance, and the values of these new weights: to differentiate
    /// a circuit that was written with numbers.
    /// </summary>
    public (Circuit Circuit, ImmutableArray<double> Values) WithAnglesAsWeights()
    {
        var values = ImmutableArray.CreateBuilder<double>();
        Angle Weight(Angle angle)
        {
            if (!angle.IsConstant)
            {
                return angle;
            }

            values.Add(angle.Offset);
            return Angle.Weight(Weights + values.Count - 1);
        }

        AppliedGate[] gates = [.. Gates.Select(gate => new AppliedGate(gate.Gate, gate.Qubits, [.. gate.Angles.Select(Weight)], gate.ExtraControls))];
        return (Of(Qubits, Inputs, Weights + values.Count, gates), values.ToImmutable());
    }

    /// <summary>A circuit of gates that are known to fit.</summary>
    internal static Circuit Of(int qubits, int inputs, int weights, IEnumerable<AppliedGate> gates) =>
        gates.Aggregate(new Circuit(qubits, inputs, weights), (circuit, gate) => new(circuit, gate));
}
