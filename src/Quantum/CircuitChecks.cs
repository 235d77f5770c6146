using QXai.Quantum.Gates;

namespace QXai.Quantum;

/// <summary>What must hold for a gate to be added to a circuit; every refusal names the gate, the values and the reason.</summary>
internal static class CircuitChecks
{
    public static void Check(Circuit circuit, Gate gate, ReadOnlySpan<int> qubits, ReadOnlySpan<Angle> angles, ReadOnlySpan<Control> controls)
    {
        if (qubits.Length != gate.Qubits)
        {
            throw new ArgumentException($"{Call(gate, qubits)}: {qubits.Length} qubits were given, but {gate.Name} acts on {gate.Qubits}.");
        }

        if (angles.Length != gate.Parameters.Length)
        {
            throw new ArgumentException($"{Call(gate, qubits)}: {angles.Length} angles were given, but {gate.Name} takes {gate.Parameters.Length}"
                + (gate.Parameters.Length > 0 ? $" ({string.Join(", ", gate.Parameters)})." : "."));
        }

        var seen = 0UL;
        foreach (var qubit in qubits)
        {
            CheckQubit(circuit, gate, qubits, qubit, ref seen);
        }

        foreach (var control in controls)
        {
            CheckQubit(circuit, gate, qubits, control.Qubit, ref seen);
        }
    }

    private static void CheckQubit(Circuit circuit, Gate gate, ReadOnlySpan<int> qubits, int qubit, ref ulong seen)
    {
        if (qubit < 0 || qubit >= circuit.Qubits)
        {
            throw new ArgumentException(
                $"{Call(gate, qubits)}: qubit {qubit} does not exist in a circuit of {circuit.Qubits} qubits, numbered 0 to {circuit.Qubits - 1}.");
        }

        if ((seen & (1UL << qubit)) != 0)
        {
            throw new ArgumentException($"{Call(gate, qubits)}: qubit {qubit} is used twice, but targets and controls must be distinct.");
        }

        seen |= 1UL << qubit;
    }

    private static string Call(Gate gate, ReadOnlySpan<int> qubits) => $"{gate.Name}({string.Join(", ", qubits.ToArray())})";
}
