using QXai.Quantum;

namespace QXai.Xai.Circuits;

/// <summary>
/// Walks through a circuit and remembers, for every qubit, the first trained gate and the first joining gate whose effect has reached it: what stands
/// before a gate that depends on an input decides what kind of encoding it is.
/// </summary>
internal sealed class EncodingHistory
{
    private readonly string?[] trained, joined;

    public EncodingHistory(Circuit circuit)
    {
        (trained, joined) = (new string?[circuit.Qubits], new string?[circuit.Qubits]);
        for (var number = 0; number < circuit.Count; number++)
        {
            Pass(circuit.Gates[number], $"gate {number}, {circuit.Gates[number]}");
        }
    }

    /// <summary>Which gate with an input comes after which trained gate, first of all; null where none does.</summary>
    public string? NotFirst { get; private set; }

    /// <summary>Which gate with an input acts on several qubits, or after which gate that joined its qubit to another; null where none does.</summary>
    public string? NotLocal { get; private set; }

    /// <summary>All qubits of a gate, controls included.</summary>
    public static int[] QubitsOf(AppliedGate gate) => [.. gate.Qubits, .. gate.ExtraControls.Select(control => control.Qubit)];

    /// <summary>Whether an angle of the gate depends on an input, or on a weight.</summary>
    public static bool DependsOn(AppliedGate gate, AngleSource source) => gate.Angles.Any(angle => angle.Source == source || angle.SecondSource == source);

    private void Pass(AppliedGate gate, string name)
    {
        var qubits = QubitsOf(gate);
        var (before, together) = (First(trained, qubits), First(joined, qubits));
        if (DependsOn(gate, AngleSource.Input))
        {
            NotFirst ??= before is null ? null : $"{name}, which depends on an input, comes after {before}, which is trained";
            NotLocal ??= qubits.Length > 1 ? $"{name} encodes into {qubits.Length} qubits at once"
                : together is null ? null : $"{name} encodes into a qubit that {together} has joined to another";
        }
        else if (DependsOn(gate, AngleSource.Weight))
        {
            before ??= name;
        }

        together = qubits.Length > 1 ? together ?? name : together;
        foreach (var qubit in qubits)
        {
            (trained[qubit], joined[qubit]) = (before, together);
        }
    }

    private static string? First(string?[] marks, int[] qubits) => qubits.Select(qubit => marks[qubit]).FirstOrDefault(mark => mark is not null);
}
