using System.Collections.Immutable;
using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Syntax;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>A gate that can be called by a name: how many parameters and qubits it takes.</summary>
internal abstract record GateEntry(string Name, int Parameters, int Qubits);

/// <summary>
/// A gate of the catalogue. <paramref name="Phase"/> computes from the arguments a phase e^(i phase) that the language's gate has beyond the
/// catalogue's: a global phase, which is seen only under controls and roots; or, with <paramref name="PhaseQubit"/>, a phase shift of that qubit.
/// </summary>
internal sealed record NativeGate(string Name, Gate Gate, int Parameters, Func<SymbolicValue[], SymbolicValue>? Phase = null, int? PhaseQubit = null)
    : GateEntry(Name, Parameters, Gate.Qubits);

/// <summary>A gate that the source defines by others.</summary>
internal sealed record DefinedGate(
    GateDefinition Definition) : GateEntry(Definition.Name.Text, Definition.Parameters.Length, Definition.Qubits.Length)
{
    /// <summary>What each call of the body calls, resolved when the gate was defined.</summary>
    public required ImmutableArray<(GateCall Call, GateEntry Entry)> Body { get; init; }
}

/// <summary>A gate whose action the source keeps to itself; it cannot be used.</summary>
internal sealed record OpaqueGate(Token At, int Parameters, int Qubits) : GateEntry(At.Text, Parameters, Qubits);
