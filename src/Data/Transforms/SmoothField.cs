using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// A smooth random displacement of the unit square: normal vectors on a grid of 4 x 4 nodes, between which a point takes the bilinear mean with the weight
/// s = t^2 (3 - 2 t) in place of t, so that lines bend without kinks. Holds its memory: <see cref="Draw"/> makes a new field in place.
/// </summary>
internal sealed class SmoothField
{
    private const int Nodes = 4;

    private readonly double[] x = new double[Nodes * Nodes];
    private readonly double[] y = new double[Nodes * Nodes];

    /// <summary>Draws the vectors of all nodes; each coordinate has the given deviation.</summary>
    public void Draw(double deviation, SeededRandom random)
    {
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (deviation * random.NextGaussian(), deviation * random.NextGaussian());
        }
    }

    /// <summary>The displacement at (u, v); points outside the unit square take that of its nearest point.</summary>
    public (double X, double Y) At(double u, double v)
    {
        var (column, row) = (Math.Clamp(u, 0, 1) * (Nodes - 1), Math.Clamp(v, 0, 1) * (Nodes - 1));
        var (j, i) = (Math.Min((int)column, Nodes - 2), Math.Min((int)row, Nodes - 2));
        var (s, t) = (Smooth(row - i), Smooth(column - j));
        var (a, b, c, d) = ((1 - s) * (1 - t), (1 - s) * t, s * (1 - t), s * t);
        var at = i * Nodes + j;
        return (
            a * x[at] + b * x[at + 1] + c * x[at + Nodes] + d * x[at + Nodes + 1],
            a * y[at] + b * y[at + 1] + c * y[at + Nodes] + d * y[at + Nodes + 1]);
    }

    /// <summary>The displacements at the centres of a row of pixels: entry i is that at ((i + 1/2) / length, v).</summary>
    public void Row(double v, Span<double> rowX, Span<double> rowY)
    {
        Span<double> mixedX = stackalloc double[Nodes];
        Span<double> mixedY = stackalloc double[Nodes];
        var row = Math.Clamp(v, 0, 1) * (Nodes - 1);
        var top = Math.Min((int)row, Nodes - 2);
        var s = Smooth(row - top);
        for (var (j, at) = (0, top * Nodes); j < Nodes; j++, at++)
        {
            (mixedX[j], mixedY[j]) = ((1 - s) * x[at] + s * x[at + Nodes], (1 - s) * y[at] + s * y[at + Nodes]);
        }

        var step = (Nodes - 1.0) / rowX.Length;
        for (var i = 0; i < rowX.Length; i++)
        {
            var column = (i + 0.5) * step;
            var j = (int)column;
            var t = Smooth(column - j);
            rowX[i] = mixedX[j] + t * (mixedX[j + 1] - mixedX[j]);
            rowY[i] = mixedY[j] + t * (mixedY[j + 1] - mixedY[j]);
        }
    }

    private static double Smooth(double t) => t * t * (3 - 2 * t);
}
