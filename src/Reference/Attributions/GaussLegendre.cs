namespace QXai.Reference.Attributions;

/// <summary>
/// The Gauss-Legendre rule on [0, 1] from its definition: the nodes are (1 + z) / 2 for the zeros z of P_n, each found by halving an interval in
/// which P_n changes its sign; the weights are Christoffel's, 1 / sum over k below n of (2 k + 1) P_k(z)^2.
/// </summary>
public static class GaussLegendre
{
    /// <summary>n nodes in ascending order, and their weights.</summary>
    public static (double[] Nodes, double[] Weights) Rule(int n)
    {
        // Zeros of P_n have angles at least pi / (n + 1) apart, so a grid of eight cells per zero separates them.
        var cells = 8 * (n + 1);
        double[] grid = [.. Enumerable.Range(0, cells + 1).Select(i => -Math.Cos(Math.PI * (i + 0.318) / (cells + 0.636)))];
        bool HasZero((double First, double Second) cell) => Polynomials(n, cell.First)[n] * Polynomials(n, cell.Second)[n] < 0;

        double[] zeros = [.. grid.Zip(grid.Skip(1)).Where(HasZero).Select(cell => Zero(n, cell.First, cell.Second))];
        return ([.. zeros.Select(z => (1 + z) / 2)], [.. zeros.Select(z => 1 / Polynomials(n, z).Take(n).Select((p, k) => (2 * k + 1) * p * p).Sum())]);
    }

    private static double Zero(int n, double low, double high)
    {
        var isRising = Polynomials(n, low)[n] < 0;
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Polynomials(n, middle)[n] < 0 == isRising ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P_0(z), ..., P_n(z): (k + 1) P_(k+1) = (2 k + 1) z P_k - k P_(k-1).</summary>
    private static double[] Polynomials(int n, double z)
    {
        var p = new double[Math.Max(n, 1) + 1];
        (p[0], p[1]) = (1, z);
        for (var k = 1; k < n; k++)
        {
            p[k + 1] = ((2 * k + 1) * z * p[k] - k * p[k - 1]) / (k + 1);
        }

        return p;
    }
}
