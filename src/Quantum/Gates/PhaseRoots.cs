using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>S = diag(1, i) and T = diag(1, e^(i pi/4)), the square and fourth root of Z, with their inverses.</summary>
internal static class PhaseRoots
{
    public static readonly Gate S = Make("S", "S", "s", Complex.ImaginaryOne, () => Sdg!);

    public static readonly Gate Sdg = Make("Sdg", "S†", "sdg", -Complex.ImaginaryOne, () => S);

    public static readonly Gate T = Make("T", "T", "t", new(Math.Sqrt(0.5), Math.Sqrt(0.5)), () => Tdg!);

    public static readonly Gate Tdg = Make("Tdg", "T†", "tdg", new(Math.Sqrt(0.5), -Math.Sqrt(0.5)), () => T);

    private static FixedGate Make(string name, string symbol, string qasm, Complex phase, Func<Gate> inverse) =>
        new(name, symbol, qasm, GateKind.Diagonal, ComplexMatrix.Diagonal(1, phase), inverse);
}
