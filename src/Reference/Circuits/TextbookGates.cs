using System.Numerics;
using QXai.Quantum;

namespace QXai.Reference.Circuits;

/// <summary>
/// A gate as a textbook defines it: a constant matrix, or exp(-i t G) by the power series of its generator G, for products of such: first factor first.
/// Controls are not included. Only names are taken from the simulator, nothing is computed by it.
/// </summary>
internal static class TextbookGates
{
    private static readonly Complex J = Complex.ImaginaryOne;

    private static readonly DenseMatrix I2 = DenseMatrix.Identity(2);

    private static readonly DenseMatrix X = DenseMatrix.Of([0, 1], [1, 0]);

    private static readonly DenseMatrix Y = DenseMatrix.Of([0, -J], [J, 0]);

    private static readonly DenseMatrix Z = DenseMatrix.Of([1, 0], [0, -1]);

    private static readonly DenseMatrix One = DenseMatrix.Of([0, 0], [0, 1]);

    /// <summary>A factor: which angle it takes (null: it is constant, its matrix being <paramref name="Matrix"/>) and the generator of its angle.</summary>
    internal readonly record struct Factor(int? Angle, DenseMatrix Matrix);

    /// <summary>The factors of a gate's core, in order of application.</summary>
    public static Factor[] FactorsOf(AppliedGate gate) => gate.Gate.Core.Name switch
    {
        "I" => [Constant(I2)],
        "X" => [Constant(X)],
        "Y" => [Constant(Y)],
        "Z" => [Constant(Z)],
        "H" => [Constant(Math.Sqrt(0.5) * DenseMatrix.Of([1, 1], [1, -1]))],
        "S" => [Constant(DenseMatrix.Of([1, 0], [0, J]))],
        "Sdg" => [Constant(DenseMatrix.Of([1, 0], [0, -J]))],
        "T" => [Constant(DenseMatrix.Of([1, 0], [0, Complex.Exp(J * Math.PI / 4)]))],
        "Tdg" => [Constant(DenseMatrix.Of([1, 0], [0, Complex.Exp(-J * Math.PI / 4)]))],
        "SX" => [Constant(0.5 * DenseMatrix.Of([1 + J, 1 - J], [1 - J, 1 + J]))],
        "SXdg" => [Constant(0.5 * DenseMatrix.Of([1 - J, 1 + J], [1 + J, 1 - J]))],
        "P" or "U1" => [new(0, -1 * One)],
        "U2" => [new(1, -1 * One), Constant((-J * Math.PI / 4 * Y).Exponential()), new(0, -1 * One)],
        "U3" => [new(2, -1 * One), new(0, 0.5 * Y), new(1, -1 * One)],
        "Rot" => [new(0, 0.5 * Z), new(1, 0.5 * Y), new(2, 0.5 * Z)],
        "SWAP" => [Constant(Exchange(1))],
        "iSWAP" => [Constant(Exchange(J))],
        "iSWAPdg" => [Constant(Exchange(-J))],
        "GPhase" => [new(0, -1 * DenseMatrix.Identity(1))],
        "Unitary" => [Constant(Copy(gate.Gate.Core.Matrix()))],
        "Evolution" => [new(0, Copy(gate.Gate.Core.GeneratorMatrix!))],
        ['R', .. var word] => [new(0, 0.5 * Word(word))],
        var name => throw new NotSupportedException($"TextbookGates: {name} is not defined here."),
    };

    /// <summary>The tensor product of a word of Pauli letters.</summary>
    public static DenseMatrix Word(string word) => word.Aggregate(DenseMatrix.Identity(1), (product, letter) => product.Kronecker(
        letter switch { 'I' => I2, 'X' => X, 'Y' => Y, _ => Z }));

    /// <summary>The unitary U with U P U^dag = Z for P = X, Y or Z; the identity for I.</summary>
    public static DenseMatrix ToZ(char letter) => letter switch
    {
        'X' => Math.Sqrt(0.5) * DenseMatrix.Of([1, 1], [1, -1]),
        'Y' => Math.Sqrt(0.5) * DenseMatrix.Of([1, -J], [1, J]),
        _ => I2,
    };

    private static Factor Constant(DenseMatrix matrix) => new(null, matrix);

    private static DenseMatrix Exchange(Complex phase) => DenseMatrix.Of([1, 0, 0, 0], [0, 0, phase, 0], [0, phase, 0, 0], [0, 0, 0, 1]);

    private static DenseMatrix Copy(ComplexMatrix matrix)
    {
        var copy = new DenseMatrix(matrix.Size);
        for (var i = 0; i < matrix.Size * matrix.Size; i++)
        {
            copy[i / matrix.Size, i % matrix.Size] = matrix.Entries[i];
        }

        return copy;
    }
}
