using QXai.Numerics;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// Rules for integrals over [0, 1]: n nodes and n weights that add up to one, so that the integral of a constant is exact. (Trapezoid weights of 1/n
/// on n nodes, which some libraries have, add up to (n - 1)/n.)
/// </summary>
public static class Quadrature
{
    /// <summary>The rule that is taken unless another is named: exact for polynomials up to degree 2n - 1.</summary>
    public const string GaussLegendre = "gauss-legendre";

    private static readonly (string Name, Func<int, (double[] Nodes, double[] Weights)> Rule)[] Rules =
    [
        (GaussLegendre, Gauss),
        ("middle", n => Even(n, i => (i + 0.5) / n)),
        ("trapezoid", Trapezoid),
        ("left", n => Even(n, i => (double)i / n)),
        ("right", n => Even(n, i => (i + 1.0) / n)),
    ];

    /// <summary>The names of the rules.</summary>
    public static IReadOnlyList<string> Names => [.. Rules.Select(rule => rule.Name)];

    /// <summary>The rule of that name: from the number of nodes to nodes and weights. Throws <see cref="InputException"/> with the list of names.</summary>
    public static Func<int, (double[] Nodes, double[] Weights)> Named(string name) =>
        Array.Find(Rules, rule => rule.Name == name).Rule ?? throw new InputException(
            $"No quadrature is called '{name}'; there are: {string.Join(", ", Names)}.");

    private static (double[] Nodes, double[] Weights) Even(int n, Func<int, double> node) =>
        ([.. Enumerable.Range(0, n).Select(node)], [.. Enumerable.Repeat(1.0 / n, n)]);

    /// <summary>n nodes from 0 to 1, weights 1 / (n - 1), half of it at the ends.</summary>
    private static (double[] Nodes, double[] Weights) Trapezoid(int n) => n == 1
        ? throw new InputException("The trapezoid rule needs at least 2 steps, but the option steps is 1.")
        : ([.. Enumerable.Range(0, n).Select(i => (double)i / (n - 1))], [.. Enumerable.Range(0, n).Select(i => (i == 0 || i == n - 1 ? 0.5 : 1) / (n - 1))]);

    /// <summary>
    /// Nodes (1 + z) / 2 at the zeros z of the Legendre polynomial P_n, by Newton's method, with weights 1 / ((1 - z^2) P_n'(z)^2); scaled at last,
    /// so that rounding does not spoil their sum.
    /// </summary>
    private static (double[] Nodes, double[] Weights) Gauss(int n)
    {
        var (nodes, weights) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var z = Math.Cos(Math.PI * (n - i - 0.25) / (n + 0.5));
            var slope = 1.0;
            for (var iteration = 0; iteration < 20; iteration++)
            {
                (var value, slope) = Legendre(n, z);
                z -= value / slope;
            }

            (nodes[i], weights[i]) = ((1 + z) / 2, 1 / ((1 - (z * z)) * slope * slope));
        }

        var total = weights.Sum();
        return (nodes, [.. weights.Select(weight => weight / total)]);
    }

    /// <summary>P_n(z) and P_n'(z) by k P_k = (2k - 1) z P_(k-1) - (k - 1) P_(k-2).</summary>
    private static (double Value, double Slope) Legendre(int n, double z)
    {
        var (before, value) = (1.0, z);
        for (var k = 2; k <= n; k++)
        {
            (before, value) = (value, (((2 * k) - 1) * z * value - ((k - 1) * before)) / k);
        }

        return (value, n * ((z * value) - before) / ((z * z) - 1));
    }
}
