using System.Numerics;
using System.Text;

namespace QXai.Quantum;

/// <summary>
/// A tensor product of Pauli matrices, identity wherever nothing is said: bit q of <see cref="X"/> and <see cref="Z"/> tell qubit q's factor,
/// 00 = I, X alone = X, Z alone = Z, both = Y. Holds for up to 64 qubits; prints as <c>X0 Z2</c>.
/// </summary>
public readonly record struct PauliString(ulong X, ulong Z)
{
    /// <summary>The identity on all qubits.</summary>
    public static readonly PauliString Identity;

    /// <summary>The qubits on which the string is not the identity, one bit per qubit.</summary>
    public ulong Support => X | Z;

    /// <summary>Number of qubits on which the string is not the identity.</summary>
    public int Weight => BitOperations.PopCount(Support);

    /// <summary>Number of factors Y.</summary>
    public int CountY => BitOperations.PopCount(X & Z);

    /// <summary>The smallest number of qubits the string fits on: one more than its last non-identity qubit.</summary>
    public int MinimalQubits => 64 - BitOperations.LeadingZeroCount(Support);

    /// <summary>The factor on a qubit: I, X, Y or Z.</summary>
    public char this[int qubit] => ((X >> qubit) & 1, (Z >> qubit) & 1) switch
    {
        (0, 0) => 'I',
        (1, 0) => 'X',
        (0, 1) => 'Z',
        _ => 'Y',
    };

    /// <summary>One Pauli matrix, <paramref name="pauli"/> in I, X, Y, Z, on one qubit.</summary>
    public static PauliString Single(char pauli, int qubit)
    {
        if (qubit is < 0 or > 63)
        {
            throw new ArgumentException($"PauliString: qubit {qubit} of {pauli}{qubit} is outside 0 to 63.");
        }

        var bit = 1UL << qubit;
        return char.ToUpperInvariant(pauli) switch
        {
            'I' => default,
            'X' => new(bit, 0),
            'Y' => new(bit, bit),
            'Z' => new(0, bit),
            _ => throw new ArgumentException($"PauliString: '{pauli}' on qubit {qubit} is none of I, X, Y, Z."),
        };
    }

    /// <summary>A word with one letter per qubit, qubit 0 first: <c>"IXY"</c> is X on qubit 1 and Y on qubit 2.</summary>
    public static PauliString FromWord(ReadOnlySpan<char> word)
    {
        var result = Identity;
        for (var qubit = 0; qubit < word.Length; qubit++)
        {
            var factor = Single(word[qubit], qubit);
            result = new(result.X | factor.X, result.Z | factor.Z);
        }

        return result;
    }

    /// <summary>
    /// The product P Q = i^power R with power in 0..3: even where the strings commute, odd where they anticommute. From Y = i X Z and Z X = -X Z on each qubit.
    /// </summary>
    public static (int Power, PauliString Product) Product(PauliString p, PauliString q)
    {
        var product = new PauliString(p.X ^ q.X, p.Z ^ q.Z);
        return ((p.CountY + q.CountY - product.CountY + 2 * BitOperations.PopCount(p.Z & q.X)) & 3, product);
    }

    /// <summary>The string as a word of <paramref name="qubits"/> letters, qubit 0 first.</summary>
    public string ToWord(int qubits)
    {
        var word = new StringBuilder(qubits);
        for (var qubit = 0; qubit < qubits; qubit++)
        {
            word.Append(this[qubit]);
        }

        return word.ToString();
    }

    /// <summary>The non-identity factors, <c>X0 Z2</c>, or <c>I</c>.</summary>
    public override string ToString()
    {
        if (Support == 0)
        {
            return "I";
        }

        var text = new StringBuilder();
        for (var qubit = 0; qubit < MinimalQubits; qubit++)
        {
            if (this[qubit] != 'I')
            {
                text.Append(text.Length > 0 ? " " : "").Append(this[qubit]).Append(qubit);
            }
        }

        return text.ToString();
    }
}
