using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Autodiff;

/// <summary>
/// A comparison of the pullbacks of a recorded computation y(x) with differences of its values, where x are all leaves that need a gradient and
/// J = dy/dx.
/// Differences are central, (y(x + h v) - y(x - h v)) / 2h, at h, h/2, h/4 and h/8, extrapolated to h = 0 (Richardson; the error falls as h^8): good
/// to about 1e-12 for smooth ops.
/// Kinks (relu at 0, ties in a maximum) must be farther away than h. The tape is left as it was, but a forward pass that changes something outside it
/// (running statistics) has done so.
/// </summary>
/// <param name="Numeric">The number by differences.</param>
/// <param name="Analytic">The number by pullbacks.</param>
/// <param name="Scale">What an error is measured against: the sum of the terms' absolute values, or the largest entry of J.</param>
public sealed record GradientCheck(double Numeric, double Analytic, double Scale)
{
    private const int Levels = 4;

    /// <summary>The disagreement relative to the scale.</summary>
    public double Error => Numeric == Analytic ? 0 : Math.Abs(Numeric - Analytic) / Scale;

    /// <summary>&lt;u, J v&gt; by differences against &lt;J^T u, v&gt; by pullbacks, for random u and v with components in [-1, 1].</summary>
    public static GradientCheck AlongRandomDirection(Node<double> output, SeededRandom random, double step = 1.0 / 64)
    {
        var leaves = LeavesOf(output);
        var directions = leaves.Select(leaf => Uniform(leaf.Shape, random)).ToArray();
        var u = Uniform(output.Shape, random);

        var (numeric, analytic, scale) = (0.0, 0.0, 0.0);
        var derivative = Derivative(output, leaves, directions, step);
        for (var i = 0; i < derivative.Length; i++)
        {
            numeric += u.Span[i] * derivative[i];
            scale += Math.Abs(u.Span[i] * derivative[i]);
        }

        output.Tape.Backward(output, u);
        for (var l = 0; l < leaves.Length; l++)
        {
            analytic += Dot(leaves[l].Gradient.Span, directions[l].Span);
        }

        return new GradientCheck(numeric, analytic, scale);
    }

    /// <summary>
    /// Every entry of J by differences (a column each) against pullbacks (a row each): returns the entry where they disagree most. For small
    /// computations.
    /// </summary>
    public static GradientCheck OfJacobian(Node<double> output, double step = 1.0 / 64)
    {
        var leaves = LeavesOf(output);
        var columns = new List<double[]>();
        var directions = leaves.Select(leaf => new Tensor<double>(leaf.Shape)).ToArray();
        foreach (var direction in directions)
        {
            for (var j = 0; j < direction.Length; j++)
            {
                direction.Span[j] = 1;
                columns.Add(Derivative(output, leaves, directions, step));
                direction.Span[j] = 0;
            }
        }

        var scale = columns.SelectMany(column => column).Select(Math.Abs).DefaultIfEmpty().Max();
        var worst = new GradientCheck(0, 0, scale);
        var u = new Tensor<double>(output.Shape);
        for (var i = 0; i < u.Length; i++)
        {
            u.Span.Clear();
            u.Span[i] = 1;
            output.Tape.Backward(output, u);
            var row = leaves.SelectMany(leaf => leaf.Gradient.Span.ToArray()).ToArray();
            for (var j = 0; j < row.Length; j++)
            {
                var entry = new GradientCheck(columns[j][i], row[j], scale);
                worst = entry.Error > worst.Error || double.IsNaN(entry.Error) ? entry : worst;
            }
        }

        return worst;
    }

    /// <summary>J v, by extrapolated central differences.</summary>
    private static double[] Derivative(Node<double> output, Leaf<double>[] leaves, Tensor<double>[] v, double step)
    {
        var start = leaves.Select(leaf => leaf.Value.Span.ToArray()).ToArray();
        var table = new double[Levels][];
        for (var level = 0; level < Levels; level++)
        {
            var h = step / (1 << level);
            var (ahead, behind) = (ValueAt(output, leaves, start, v, h), ValueAt(output, leaves, start, v, -h));
            table[level] = [.. ahead.Zip(behind, (p, m) => (p - m) / (2 * h))];
        }

        ValueAt(output, leaves, start, v, 0);
        for (var order = 1; order < Levels; order++)
        {
            var power = Math.Pow(4, order);
            for (var level = 0; level < Levels - order; level++)
            {
                table[level] = [.. table[level].Zip(table[level + 1], (coarse, fine) => (power * fine - coarse) / (power - 1))];
            }
        }

        return table[0];
    }

    private static double[] ValueAt(Node<double> output, Leaf<double>[] leaves, double[][] start, Tensor<double>[] v, double h)
    {
        for (var l = 0; l < leaves.Length; l++)
        {
            for (var i = 0; i < start[l].Length; i++)
            {
                leaves[l].Value.Span[i] = h == 0 ? start[l][i] : start[l][i] + h * v[l].Span[i];
            }
        }

        output.Tape.Forward();
        return output.Value.Span.ToArray();
    }

    private static Leaf<double>[] LeavesOf(Node<double> output) => [.. output.Tape.Nodes.OfType<Leaf<double>>().Where(leaf => leaf.NeedsGradient)];

    private static Tensor<double> Uniform(Shape shape, SeededRandom random)
    {
        var tensor = new Tensor<double>(shape);
        foreach (ref var element in tensor.Span)
        {
            element = random.NextDouble(-1, 1);
        }

        return tensor;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
