using System.Numerics;
using QXai.Numerics;

namespace QXai.Reference.Kernels;

/// <summary>
/// Pooling and its pullbacks by definition, window by window. x is [N, C, H, W]; the window of output (i, j) holds the pixels (i s + u - p, j s + v -
/// p), 0 &lt;= u, v &lt; size, that lie inside the image.
/// </summary>
public static class SlowPooling
{
    /// <summary>y[n, c, i, j] = largest x in the window.</summary>
    public static Tensor<T> Max<T>(Tensor<T> x, int size, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Pool(x, Windows(x.Shape, size, stride, padding), (values, _) => values.Max());

    /// <summary>dx for <see cref="Max"/>: the whole of dy goes to the first of the largest, row by row.</summary>
    public static Tensor<T> MaxPullback<T>(Tensor<T> x, Tensor<T> dy, int size, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dx = new Tensor<T>(x.Shape);
        foreach (var (n, c, i, j, pixels) in Windows(x.Shape, size, stride, padding))
        {
            var (h, w) = pixels.MaxBy(pixel => x[n, c, pixel.H, pixel.W]);
            dx[n, c, h, w] += dy[n, c, i, j];
        }

        return dx;
    }

    /// <summary>y[n, c, i, j] = sum of x in the window / size^2: padding counts as zeros.</summary>
    public static Tensor<T> Average<T>(Tensor<T> x, int size, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Pool(x, Windows(x.Shape, size, stride, padding), (values, _) => Sum(values) / T.CreateChecked(size * size));

    /// <summary>dx for <see cref="Average"/>: every pixel of the window gets dy / size^2.</summary>
    public static Tensor<T> AveragePullback<T>(Shape x, Tensor<T> dy, int size, int stride, int padding)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Spread(x, dy, Windows(x, size, stride, padding), _ => T.CreateChecked(size * size));

    /// <summary>
    /// Average pooling to a given size: output (i, j) is the mean of the rows floor(i H / H') to ceil((i + 1) H / H') - 1 and of the columns
    /// likewise; windows may overlap.
    /// </summary>
    public static Tensor<T> AdaptiveAverage<T>(Tensor<T> x, int height, int width)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Pool(x, AdaptiveWindows(x.Shape, height, width), (values, count) => Sum(values) / T.CreateChecked(count));

    /// <summary>dx for <see cref="AdaptiveAverage"/>: every pixel of the window gets dy / (pixels in the window).</summary>
    public static Tensor<T> AdaptiveAveragePullback<T>(Shape x, Tensor<T> dy)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Spread(x, dy, AdaptiveWindows(x, dy.Shape[2], dy.Shape[3]), count => T.CreateChecked(count));

    private static Tensor<T> Pool<T>(Tensor<T> x, IReadOnlyList<Window> windows, Func<IEnumerable<T>, int, T> value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new Tensor<T>(new Shape(x.Shape[0], x.Shape[1], windows[^1].I + 1, windows[^1].J + 1));
        foreach (var (n, c, i, j, pixels) in windows)
        {
            y[n, c, i, j] = value(pixels.Select(pixel => x[n, c, pixel.H, pixel.W]), pixels.Count);
        }

        return y;
    }

    private static Tensor<T> Spread<T>(Shape x, Tensor<T> dy, IReadOnlyList<Window> windows, Func<int, T> divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dx = new Tensor<T>(x);
        foreach (var (n, c, i, j, pixels) in windows)
        {
            foreach (var (h, w) in pixels)
            {
                dx[n, c, h, w] += dy[n, c, i, j] / divisor(pixels.Count);
            }
        }

        return dx;
    }

    private static T Sum<T>(IEnumerable<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> => values.Aggregate(T.Zero, (sum, value) => sum + value);

    private static IReadOnlyList<Window> Windows(Shape x, int size, int stride, int padding)
    {
        (int Start, int End) Range(int at, int extent) => (Math.Max(at * stride - padding, 0), Math.Min(at * stride - padding + size, extent));
        return All(x, (x[2] + 2 * padding - size) / stride + 1, (x[3] + 2 * padding - size) / stride + 1, i => Range(i, x[2]), j => Range(j, x[3]));
    }

    private static IReadOnlyList<Window> AdaptiveWindows(Shape x, int height, int width)
    {
        static (int Start, int End) Range(int at, int extent, int outputs) => (at * extent / outputs, ((at + 1) * extent + outputs - 1) / outputs);
        return All(x, height, width, i => Range(i, x[2], height), j => Range(j, x[3], width));
    }

    private static IReadOnlyList<Window> All(Shape x, int height, int width, Func<int, (int Start, int End)> rows, Func<int, (int Start, int End)> columns) =>
    [
        .. from n in Enumerable.Range(0, x[0])
           from c in Enumerable.Range(0, x[1])
           from i in Enumerable.Range(0, height)
           from j in Enumerable.Range(0, width)
           select new Window(n, c, i, j, Pixels(rows(i), columns(j))),
    ];

    private static IReadOnlyList<(int H, int W)> Pixels((int Start, int End) rows, (int Start, int End) columns) =>
    [
        .. from h in Enumerable.Range(rows.Start, rows.End - rows.Start)
           from w in Enumerable.Range(columns.Start, columns.End - columns.Start)
           select (h, w),
    ];

    private sealed record Window(int N, int C, int I, int J, IReadOnlyList<(int H, int W)> Pixels);
}
