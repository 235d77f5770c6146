using System.Numerics;

namespace QXai.Quantum.Linear;

/// <summary>
/// Jacobi's method for a small Hermitian matrix: rotations of two coordinates at a time, A := R^dag A R, each making one pair of entries zero, in
/// sweeps until all entries beside the diagonal are.
/// </summary>
internal static class HermitianJacobi
{
    /// <summary>The unitary whose columns are orthonormal eigenvectors.</summary>
    public static ComplexMatrix Eigenvectors(ComplexMatrix hermitian)
    {
        var (a, vectors) = (hermitian, ComplexMatrix.Identity(hermitian.Size));
        for (var sweep = 0; sweep < 60 && OffDiagonal(a) > 1e-30; sweep++)
        {
            for (var p = 0; p < a.Size; p++)
            {
                for (var q = p + 1; q < a.Size; q++)
                {
                    if (a[p, q] != 0)
                    {
                        var rotation = Rotation(a, p, q);
                        a = rotation.Adjoint() * a * rotation;
                        vectors *= rotation;
                    }
                }
            }
        }

        return vectors;
    }

    /// <summary>
    /// With a_pq = |a_pq| e^(i phi) and tan 2 t = 2 |a_pq| / (a_qq - a_pp): R_pp = cos t, R_pq = e^(i phi) sin t, R_qp = -e^(-i phi) sin t, R_qq =
    /// cos t.
    /// </summary>
    private static ComplexMatrix Rotation(ComplexMatrix a, int p, int q)
    {
        var size = a[p, q].Magnitude;
        var (sin, cos) = Math.SinCos(0.5 * Math.Atan2(2 * size, a[q, q].Real - a[p, p].Real));
        var phase = a[p, q] / size;
        return ComplexMatrix.Generate(a.Size, (row, column) => (row, column) switch
        {
            _ when (row == p && column == p) || (row == q && column == q) => cos,
            _ when row == p && column == q => sin * phase,
            _ when row == q && column == p => -sin * Complex.Conjugate(phase),
            _ => row == column ? 1 : 0,
        });
    }

    private static double OffDiagonal(ComplexMatrix a)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Size; i++)
        {
            for (var j = 0; j < a.Size; j++)
            {
                sum += i == j ? 0 : a[i, j].Real * a[i, j].Real + a[i, j].Imaginary * a[i, j].Imaginary;
            }
        }

        return sum;
    }
}
