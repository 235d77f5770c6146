using System.Numerics;

namespace QXai.Quantum.Linear;

/// <summary>
/// Jacobi's method for a small Hermitian matrix: rotations of two coordinates at a time, A := R^dag A R, each making one pair of entries zero, in
/// sweeps until all entries beside the diagonal are. A rotation changes two rows and two columns, so that a sweep costs n^3.
/// Source: Golub and Van Loan, Matrix Computations, section 8.5.
/// </summary>
internal static class HermitianJacobi
{
    private const int MostSweeps = 60;

    /// <summary>The unitary whose columns are orthonormal eigenvectors.</summary>
    public static ComplexMatrix Eigenvectors(ComplexMatrix hermitian) => Decompose(hermitian).Vectors;

    /// <summary>
    /// A = V diag(Values) V^dag, the eigenvalues in no particular order: those of a diagonal matrix stay where they are, with V = I. Good to about
    /// 1e-15 of the largest eigenvalue.
    /// </summary>
    public static (double[] Values, ComplexMatrix Vectors) Decompose(ComplexMatrix hermitian)
    {
        var n = hermitian.Size;
        var (a, vectors) = (hermitian.Entries.ToArray(), ComplexMatrix.Identity(n).Entries.ToArray());
        var negligible = 1e-32 * a.Sum(SquaredSize);
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > negligible; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    if (a[p * n + q] != 0)
                    {
                        Rotate(a, vectors, n, p, q);
                    }
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i * n + i].Real)], new(vectors));
    }

    /// <summary>
    /// With a_pq = |a_pq| e^(i phi) and tan 2 t = 2 |a_pq| / (a_qq - a_pp), |t| &lt;= pi/4: R_pp = R_qq = cos t, R_pq = e^(i phi) sin t,
    /// R_qp = -e^(-i phi) sin t.
    /// </summary>
    private static void Rotate(Complex[] a, Complex[] vectors, int n, int p, int q)
    {
        var (entry, gap) = (a[p * n + q], a[q * n + q].Real - a[p * n + p].Real);
        var size = Complex.Abs(entry);
        var ratio = gap / (2 * size);
        var tangent = (ratio >= 0 ? 1 : -1) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
        var cos = 1 / Math.Sqrt(1 + tangent * tangent);
        var sin = tangent * cos * (entry / size);
        MixColumns(a, n, p, q, cos, sin);
        MixColumns(vectors, n, p, q, cos, sin);
        for (var column = 0; column < n; column++)
        {
            var (x, y) = (a[p * n + column], a[q * n + column]);
            (a[p * n + column], a[q * n + column]) = (cos * x - sin * y, Complex.Conjugate(sin) * x + cos * y);
        }

        (a[p * n + q], a[q * n + p]) = (0, 0);
    }

    /// <summary>Columns (p, q) := (cos p - conj(sin) q, sin p + cos q): the product with R from the right.</summary>
    private static void MixColumns(Complex[] a, int n, int p, int q, double cos, Complex sin)
    {
        for (var row = 0; row < n; row++)
        {
            var (x, y) = (a[row * n + p], a[row * n + q]);
            (a[row * n + p], a[row * n + q]) = (cos * x - Complex.Conjugate(sin) * y, sin * x + cos * y);
        }
    }

    private static double OffDiagonal(Complex[] a, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += i / n == i % n ? 0 : SquaredSize(a[i]);
        }

        return sum;
    }

    private static double SquaredSize(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;
}
