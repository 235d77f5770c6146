using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Bilinear interpolation of images [n, c, H, W] to [n, c, H', W'], pixel centres aligned (align_corners = false): output row i reads at
/// s = max((i + 1/2) H / H' - 1/2, 0), from the rows floor(s) and floor(s) + 1 (the last one at the border) with the weights 1 - (s - floor(s)) and
/// s - floor(s); columns likewise. Pullback: the same weights, transposed.
/// </summary>
public sealed class UpsampleBilinearOp<T> : Node<T>, ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly int planes;
    private readonly (int Low, int High, T Weight)[] rows, columns;

    /// <summary>The op with outputs of <paramref name="height"/> x <paramref name="width"/>.</summary>
    public UpsampleBilinearOp(Node<T> x, int height, int width)
        : base(ShapeOf(x.Shape, height, width), x)
    {
        (this.x, planes) = (x, x.Shape[0] * x.Shape[1]);
        (rows, columns) = (Taps(x.Shape[2], height), Taps(x.Shape[3], width));
    }

    /// <inheritdoc/>
    public Node<T> Input => x;

    Node<T>? ILinearOp<T>.Weight => null;

    Node<T>? ILinearOp<T>.Bias => null;

    /// <inheritdoc/>
    public override void Forward() => Apply(x.Value.Span, Value.Span);

    /// <inheritdoc/>
    public override void Pullback() => AddTransposed(Gradient.Span, x.Gradient.Span);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output)
    {
        this.CheckApply("UpsampleBilinear", input, weight, bias, output, Value.Length);
        Apply(input, output);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose("UpsampleBilinear", weight, cotangent, inputCotangent, Value.Length);
        inputCotangent.Clear();
        AddTransposed(cotangent, inputCotangent);
    }

    private void Apply(ReadOnlySpan<T> source, Span<T> output)
    {
        var (height, width) = (x.Shape[2], x.Shape[3]);
        for (var row = 0; row < planes * rows.Length; row++)
        {
            var (plane, (lowRow, highRow, down)) = (row / rows.Length * height, rows[row % rows.Length]);
            var upper = source.Slice((plane + lowRow) * width, width);
            var lower = source.Slice((plane + highRow) * width, width);
            var y = output.Slice(row * columns.Length, columns.Length);
            for (var j = 0; j < y.Length; j++)
            {
                var (low, high, right) = columns[j];
                var above = upper[low] + right * (upper[high] - upper[low]);
                var below = lower[low] + right * (lower[high] - lower[low]);
                y[j] = above + down * (below - above);
            }
        }
    }

    private void AddTransposed(ReadOnlySpan<T> cotangent, Span<T> dx)
    {
        var (height, width) = (x.Shape[2], x.Shape[3]);
        for (var row = 0; row < planes * rows.Length; row++)
        {
            var (plane, (lowRow, highRow, down)) = (row / rows.Length * height, rows[row % rows.Length]);
            var upper = dx.Slice((plane + lowRow) * width, width);
            var lower = dx.Slice((plane + highRow) * width, width);
            var dy = cotangent.Slice(row * columns.Length, columns.Length);
            for (var j = 0; j < dy.Length; j++)
            {
                var (low, high, right) = columns[j];
                var (above, below) = ((T.One - down) * dy[j], down * dy[j]);
                upper[low] += (T.One - right) * above;
                upper[high] += right * above;
                lower[low] += (T.One - right) * below;
                lower[high] += right * below;
            }
        }
    }

    private static (int Low, int High, T Weight)[] Taps(int extent, int outputs)
    {
        var taps = new (int, int, T)[outputs];
        for (var i = 0; i < outputs; i++)
        {
            var position = Math.Max((i + 0.5) * extent / outputs - 0.5, 0);
            var low = Math.Min((int)position, extent - 1);
            taps[i] = (low, Math.Min(low + 1, extent - 1), T.CreateTruncating(position - low));
        }

        return taps;
    }

    private static Shape ShapeOf(Shape x, int height, int width)
    {
        if (x.Rank != 4 || x[2] < 1 || x[3] < 1 || height < 1 || width < 1)
        {
            throw new ShapeException(
                $"UpsampleBilinear: x of shape {x} to {height} x {width}: images [batch, channels, height, width] and sizes of at least 1 are expected.");
        }

        return new Shape(x[0], x[1], height, width);
    }
}

/// <summary>Adds <c>x.UpsampleBilinear(height, width)</c> to nodes.</summary>
public static class UpsampleBilinearExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="UpsampleBilinearOp{T}"/>
        public Node<T> UpsampleBilinear(int height, int width) => x.Tape.Record(new UpsampleBilinearOp<T>(x, height, width));
    }
}
