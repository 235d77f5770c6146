namespace QXai.Quantum.Gates;

/// <summary>H = (X + Z) / sqrt(2) = [[1, 1], [1, -1]] / sqrt(2).</summary>
internal static class Hadamard
{
    public static readonly Gate H = new FixedGate("H", "H", "h", GateKind.OneQubit, Math.Sqrt(0.5) * (PauliMatrices.X + PauliMatrices.Z));
}
