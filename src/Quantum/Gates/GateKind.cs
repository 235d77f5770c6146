namespace QXai.Quantum.Gates;

/// <summary>How a gate's matrix acts: simulators choose their kernel by it, so that a new gate needs no kernel. Controls are apart from it.</summary>
public enum GateKind
{
    /// <summary>A full 2 x 2 matrix on one qubit.</summary>
    OneQubit,

    /// <summary>A diagonal matrix, on any number of qubits (none: a global phase).</summary>
    Diagonal,

    /// <summary>One non-zero entry, of modulus 1, in every row and column: basis states are moved and given phases.</summary>
    Permutation,

    /// <summary>exp(-i t P / 2) for a Pauli string P on any number of qubits.</summary>
    PauliRotation,

    /// <summary>A full matrix on two to six qubits.</summary>
    Dense,
}
