using System.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>An average over windows: y[n, c, i, j] = (1/m_ij) sum of x over window (i, j).  Pullback: every element of the window gets dy / m_ij.</summary>
public abstract class WindowMeanOp<T> : Node<T>, ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string op;
    private readonly Node<T> x;
    private readonly PoolingWindows windows;
    private readonly int fixedCount;

    /// <summary>m_ij is <paramref name="fixedCount"/>, or the number of elements in the window where that is 0.</summary>
    private protected WindowMeanOp(string op, Node<T> x, PoolingWindows windows, int fixedCount = 0)
        : base(windows.OutShape, x)
    {
        (this.op, this.x, this.windows, this.fixedCount) = (op, x, windows, fixedCount);
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
        for (var output = 0; output < y.Length; output++)
        {
            var (first, height, width, share) = Window(output);
            var sum = T.Zero;
            for (var h = 0; h < height; h++)
            {
                sum += RowSum(source.Slice(first + h * windows.Width, width));
            }

            y[output] = sum * share;
        }
    }

    private void AddTransposed(ReadOnlySpan<T> dy, Span<T> dx)
    {
        for (var output = 0; output < dy.Length; output++)
        {
            var (first, height, width, share) = Window(output);
            for (var h = 0; h < height; h++)
            {
                foreach (ref var element in dx.Slice(first + h * windows.Width, width))
                {
                    element += dy[output] * share;
                }
            }
        }
    }

    private (int First, int Height, int Width, T Share) Window(int output)
    {
        var (rest, j) = Math.DivRem(output, windows.ColumnStarts.Length);
        var (plane, i) = Math.DivRem(rest, windows.RowStarts.Length);
        var (row, column) = (windows.RowStarts[i], windows.ColumnStarts[j]);
        var (height, width) = (windows.RowEnds[i] - row, windows.ColumnEnds[j] - column);
        var share = T.One / T.CreateTruncating(fixedCount > 0 ? fixedCount : height * width);
        return ((plane * windows.Height + row) * windows.Width + column, height, width, share);
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
