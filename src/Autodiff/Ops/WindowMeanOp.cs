using System.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// An average over windows: y[n, c, i, j] = (1/m_ij) sum of x over window (i, j).
/// Pullback: every element of the window gets dy / m_ij.
/// </summary>
public abstract class WindowMeanOp<T> : Node<T>, ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string op;
    private readonly Node<T> x;
    private readonly PoolingWindows windows;
    private readonly (int Start, int Rows, int Length)[] spans;
    private readonly T[] shares;

    /// <summary>m_ij is <paramref name="fixedCount"/>, or the number of elements in the window where that is 0.</summary>
    private protected WindowMeanOp(string op, Node<T> x, PoolingWindows windows, int fixedCount = 0)
        : base(windows.OutShape, x)
    {
        (this.op, this.x, this.windows) = (op, x, windows);
        (spans, shares) = (new (int, int, int)[Shape[2] * Shape[3]], new T[Shape[2] * Shape[3]]);
        for (var output = 0; output < spans.Length; output++)
        {
            spans[output] = Span(output);
            shares[output] = T.One / T.CreateTruncating(fixedCount > 0 ? fixedCount : spans[output].Rows * spans[output].Length);
        }
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
        this.CheckApply(op, input, weight, bias, output, Value.Length);
        Apply(input, output);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose(op, weight, cotangent, inputCotangent, Value.Length);
        inputCotangent.Clear();
        AddTransposed(cotangent, inputCotangent);
    }

    private void Apply(ReadOnlySpan<T> source, Span<T> y)
    {
        for (var plane = 0; plane < windows.Planes; plane++)
        {
            var pixels = source.Slice(plane * windows.Height * windows.Width, windows.Height * windows.Width);
            var means = y.Slice(plane * shares.Length, shares.Length);
            for (var output = 0; output < means.Length; output++)
            {
                var (start, rows, length) = spans[output];
                var sum = T.Zero;
                for (var row = 0; row < rows; row++)
                {
                    sum += RowSum(pixels.Slice(start + row * windows.Width, length));
                }

                means[output] = sum * shares[output];
            }
        }
    }

    private void AddTransposed(ReadOnlySpan<T> dy, Span<T> dx)
    {
        for (var plane = 0; plane < windows.Planes; plane++)
        {
            var pixels = dx.Slice(plane * windows.Height * windows.Width, windows.Height * windows.Width);
            var cotangents = dy.Slice(plane * shares.Length, shares.Length);
            for (var output = 0; output < cotangents.Length; output++)
            {
                var (start, rows, length) = spans[output];
                var share = cotangents[output] * shares[output];
                for (var row = 0; row < rows; row++)
                {
                    foreach (ref var pixel in pixels.Slice(start + row * windows.Width, length))
                    {
                        pixel += share;
                    }
                }
            }
        }
    }

    /// <summary>The rows of a window within its plane; one long row where the window is as wide as the plane.</summary>
    private (int Start, int Rows, int Length) Span(int output)
    {
        var (i, j) = Math.DivRem(output, windows.ColumnStarts.Length);
        var (row, column) = (windows.RowStarts[i], windows.ColumnStarts[j]);
        var (height, width) = (windows.RowEnds[i] - row, windows.ColumnEnds[j] - column);
        return width == windows.Width ? (row * width, 1, height * width) : (row * windows.Width + column, height, width);
    }

    private static T RowSum(ReadOnlySpan<T> row)
    {
        if (row.Length >= 32)
        {
            return Reduction.Sum(row);
        }

        var sum = T.Zero;
        foreach (var element in row)
        {
            sum += element;
        }

        return sum;
    }
}
