using System.Numerics;

namespace QXai.Quantum.Simulation;

/// <summary>
/// A Pauli string in terms of index bits: P |i&gt; = i^(number of Y) (-1)^parity(i and Z) |i xor X&gt;, since Y = i X Z.
/// </summary>
internal readonly record struct BitPauli(long X, long Z)
{
    /// <summary>All bits on which the string is not the identity.</summary>
    public long Support => X | Z;

    /// <summary>i^(number of Y): 1, i, -1 or -i.</summary>
    public Complex Phase => (BitOperations.PopCount((ulong)(X & Z)) & 3) switch
    {
        0 => 1,
        1 => Complex.ImaginaryOne,
        2 => -1,
        _ => -Complex.ImaginaryOne,
    };

    /// <summary>The string on a register of <paramref name="qubits"/>: qubit q becomes bit qubits-1-q.</summary>
    public static BitPauli Of(PauliString pauli, int qubits) => new(Reverse(pauli.X, qubits), Reverse(pauli.Z, qubits));

    /// <summary>Whether P |i&gt; carries the sign -1 besides <see cref="Phase"/>.</summary>
    public bool IsOdd(long i) => (BitOperations.PopCount((ulong)(i & Z)) & 1) != 0;

    private static long Reverse(ulong qubits, int count)
    {
        var bits = 0L;
        for (var qubit = 0; qubit < count; qubit++)
        {
            bits |= (long)((qubits >> qubit) & 1) << (count - 1 - qubit);
        }

        return bits;
    }
}
