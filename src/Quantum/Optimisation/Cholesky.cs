namespace QXai.Quantum.Optimisation;

/// <summary>Symmetric positive definite systems by Cholesky's factors, A = L L^T.</summary>
internal static class Cholesky
{
    /// <summary>L of A, lower triangular. Throws <see cref="ArgumentException"/> where A is not positive definite in double precision.</summary>
    public static double[,] Factor(double[,] a)
    {
        var n = a.GetLength(0);
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new ArgumentException($"Cholesky: the {n} x {n} matrix is not positive definite at row {i}; regularise it.");
                }

                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        }

        return factor;
    }

    /// <summary>x with A x = b.</summary>
    public static double[] Solve(double[,] a, double[] b)
    {
        var (factor, x) = (Factor(a), b.ToArray());
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[i, k] * x[k];
            }

            x[i] /= factor[i, i];
        }

        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++)
            {
                x[i] -= factor[k, i] * x[k];
            }

            x[i] /= factor[i, i];
        }

        return x;
    }

    /// <summary>log det A = 2 sum over i of log L_ii.</summary>
    public static double LogDeterminant(double[,] a)
    {
        var factor = Factor(a);
        return 2 * Enumerable.Range(0, a.GetLength(0)).Sum(i => Math.Log(factor[i, i]));
    }
}
