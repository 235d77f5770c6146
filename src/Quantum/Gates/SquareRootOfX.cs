using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>SX = [[1 + i, 1 - i], [1 - i, 1 + i]] / 2, whose square is X, and its inverse.</summary>
internal static class SquareRootOfX
{
    private static readonly Complex Plus = new(0.5, 0.5), Minus = new(0.5, -0.5);

    public static readonly Gate SX = new FixedGate("SX", "√X", "sx", GateKind.OneQubit, new(Plus, Minus, Minus, Plus), () => SXdg!);

    public static readonly Gate SXdg = new FixedGate("SXdg", "√X†", "sxdg", GateKind.OneQubit, new(Minus, Plus, Plus, Minus), () => SX);
}
