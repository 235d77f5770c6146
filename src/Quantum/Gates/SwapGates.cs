using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>SWAP exchanges two qubits; iSWAP besides multiplies the exchanged states |01&gt; and |10&gt; by i, its inverse by -i.</summary>
internal static class SwapGates
{
    public static readonly Gate Swap = new FixedGate("SWAP", "×", "swap", GateKind.Permutation, Exchange(1));

    public static readonly Gate ISwap = new FixedGate("iSWAP", "i×", "iswap", GateKind.Permutation, Exchange(Complex.ImaginaryOne), () => ISwapDg!);

    public static readonly Gate ISwapDg = new FixedGate("iSWAPdg", "i×†", null, GateKind.Permutation, Exchange(-Complex.ImaginaryOne), () => ISwap);

    private static ComplexMatrix Exchange(Complex phase) => new(
        1, 0, 0, 0,
        0, 0, phase, 0,
        0, phase, 0, 0,
        0, 0, 0, 1);
}
