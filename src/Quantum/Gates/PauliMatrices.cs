using System.Numerics;

namespace QXai.Quantum.Gates;

/// <summary>The Pauli matrices and their tensor products, written out.</summary>
public static class PauliMatrices
{
    /// <summary>[[1, 0], [0, 1]].</summary>
    public static ComplexMatrix I { get; } = ComplexMatrix.Identity(2);

    /// <summary>[[0, 1], [1, 0]].</summary>
    public static ComplexMatrix X { get; } = new(0, 1, 1, 0);

    /// <summary>[[0, -i], [i, 0]].</summary>
    public static ComplexMatrix Y { get; } = new(0, -Complex.ImaginaryOne, Complex.ImaginaryOne, 0);

    /// <summary>[[1, 0], [0, -1]].</summary>
    public static ComplexMatrix Z { get; } = new(1, 0, 0, -1);

    /// <summary>The matrix named I, X, Y or Z.</summary>
    public static ComplexMatrix Named(char pauli) => pauli switch
    {
        'I' => I,
        'X' => X,
        'Y' => Y,
        'Z' => Z,
        _ => throw new ArgumentException($"PauliMatrices: '{pauli}' is none of I, X, Y, Z."),
    };

    /// <summary>The tensor product of a word's letters, the first on the most significant bit; 1 for the empty word.</summary>
    public static ComplexMatrix Word(string word) =>
        word.Aggregate(ComplexMatrix.Identity(1), (product, letter) => product.Kronecker(Named(letter)));
}
