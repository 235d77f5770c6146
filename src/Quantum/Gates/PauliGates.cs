namespace QXai.Quantum.Gates;

/// <summary>I, X, Y and Z: the identity and the Pauli matrices.</summary>
internal static class PauliGates
{
    public static readonly Gate I = new FixedGate("I", "I", "id", GateKind.Diagonal, PauliMatrices.I);

    public static readonly Gate X = new FixedGate("X", "X", "x", GateKind.Permutation, PauliMatrices.X);

    public static readonly Gate Y = new FixedGate("Y", "Y", "y", GateKind.Permutation, PauliMatrices.Y);

    public static readonly Gate Z = new FixedGate("Z", "Z", "z", GateKind.Diagonal, PauliMatrices.Z);
}
