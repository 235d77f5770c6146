using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// The windows of a pooling over images [n, c, H, W]: output (i, j) sees the rows RowStarts[i] to RowEnds[i] - 1 and the columns ColumnStarts[j] to
/// ColumnEnds[j] - 1, cut off at the border of the image.
/// </summary>
internal sealed class PoolingWindows
{
    private PoolingWindows(Shape x, (int[] Starts, int[] Ends) rows, (int[] Starts, int[] Ends) columns)
    {
        (Planes, Height, Width) = (x[0] * x[1], x[2], x[3]);
        ((RowStarts, RowEnds), (ColumnStarts, ColumnEnds)) = (rows, columns);
        OutShape = new Shape(x[0], x[1], RowStarts.Length, ColumnStarts.Length);
    }

    /// <summary>Images times channels.</summary>
    public int Planes { get; }

    public int Height { get; }

    public int Width { get; }

    public Shape OutShape { get; }

    public int[] RowStarts { get; }

    public int[] RowEnds { get; }

    public int[] ColumnStarts { get; }

    public int[] ColumnEnds { get; }

    /// <summary>Square windows of a fixed size: output i begins at i stride - padding.</summary>
    public static PoolingWindows Sliding(string op, Shape x, int size, int stride, int padding)
    {
        CheckImages(op, x);
        if (size < 1 || stride < 1 || padding < 0 || 2 * padding > size)
        {
            throw new ShapeException(
                $"{op}: size {size}, stride {stride} and padding {padding} do not make a pooling: "
                + "size and stride are at least 1, and padding is from 0 to half the size.");
        }

        if (size > x[2] + 2 * padding || size > x[3] + 2 * padding)
        {
            var (height, width) = (x[2] + 2 * padding, x[3] + 2 * padding);
            throw new ShapeException($"{op}: a window of {size} x {size} is larger than x of shape {x} with padding {padding}, which is {height} x {width}.");
        }

        return new PoolingWindows(x, Slide(x[2], size, stride, padding), Slide(x[3], size, stride, padding));
    }

    /// <summary>
    /// As many windows as asked for: output i of m sees floor(i H / m) to ceil((i + 1) H / m) - 1. Neighbouring windows may share a row or column.
    /// </summary>
    public static PoolingWindows Adaptive(string op, Shape x, int height, int width)
    {
        CheckImages(op, x);
        if (height < 1 || width < 1)
        {
            throw new ShapeException($"{op}: an output of {height} x {width} for x of shape {x} is empty.");
        }

        return new PoolingWindows(x, Divide(x[2], height), Divide(x[3], width));
    }

    private static (int[] Starts, int[] Ends) Slide(int extent, int size, int stride, int padding)
    {
        var outputs = (extent + 2 * padding - size) / stride + 1;
        var (starts, ends) = (new int[outputs], new int[outputs]);
        for (var i = 0; i < outputs; i++)
        {
            (starts[i], ends[i]) = (Math.Max(i * stride - padding, 0), Math.Min(i * stride - padding + size, extent));
        }

        return (starts, ends);
    }

    private static (int[] Starts, int[] Ends) Divide(int extent, int outputs)
    {
        var (starts, ends) = (new int[outputs], new int[outputs]);
        for (var i = 0; i < outputs; i++)
        {
            (starts[i], ends[i]) = ((int)((long)i * extent / outputs), (int)(((i + 1L) * extent + outputs - 1) / outputs));
        }

        return (starts, ends);
    }

    private static void CheckImages(string op, Shape x)
    {
        if (x.Rank != 4 || x[2] < 1 || x[3] < 1)
        {
            throw new ShapeException($"{op}: x of shape {x} does not hold images: [batch, channels, height, width], height and width at least 1.");
        }
    }
}
