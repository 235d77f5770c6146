using System.Numerics;

namespace QXai.Quantum.Linear;

/// <summary>
/// The eigenvalues and orthonormal eigenvectors of a small unitary U. (U + U^dag)/2 and (U - U^dag)/2i are Hermitian and commute; a generic
/// combination of them has U's eigenvectors and is diagonalised by Jacobi's rotations. Where it is degenerate, so is U.
/// </summary>
internal sealed class UnitaryEigenbasis
{
    private const double Mixing = 0.6180339887498949;

    private readonly Complex[] values;
    private readonly ComplexMatrix vectors;

    private UnitaryEigenbasis(Complex[] values, ComplexMatrix vectors) => (this.values, this.vectors) = (values, vectors);

    /// <summary>Diagonalises U.</summary>
    public static UnitaryEigenbasis Of(ComplexMatrix unitary)
    {
        var adjoint = unitary.Adjoint();
        var real = 0.5 * (unitary + adjoint);
        var imaginary = new Complex(0, -0.5) * (unitary - adjoint);
        var vectors = HermitianJacobi.Eigenvectors(real + Mixing * imaginary);
        var diagonal = vectors.Adjoint() * unitary * vectors;
        return new([.. Enumerable.Range(0, unitary.Size).Select(i => diagonal[i, i])], vectors);
    }

    /// <summary>V diag(f(eigenvalue)) V^dag.</summary>
    public ComplexMatrix Map(Func<Complex, Complex> f) => vectors * ComplexMatrix.Diagonal([.. values.Select(f)]) * vectors.Adjoint();
}
