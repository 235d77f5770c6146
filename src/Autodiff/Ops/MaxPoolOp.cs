using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Max pooling of images [n, c, H, W] by square windows: y[n, c, i, j] = max of x over the window
/// that begins at (i stride - padding, j stride - padding); padding never wins.
/// Pullback: dy goes to the element that won; among equals the first in row-major order wins. What is not a number wins over every number.
/// </summary>
public sealed class MaxPoolOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly PoolingWindows windows;
    private readonly bool isTwoByTwo;
    private readonly int[] winners;

    /// <summary>The op with windows of <paramref name="size"/> x <paramref name="size"/>.</summary>
    public MaxPoolOp(Node<T> x, int size, int stride, int padding)
        : this(x, PoolingWindows.Sliding("MaxPool", x.Shape, size, stride, padding), size == 2 && stride == 2 && padding == 0) =>
        (Size, Stride, Padding) = (size, stride, padding);

    private MaxPoolOp(Node<T> x, PoolingWindows windows, bool isTwoByTwo)
        : base(windows.OutShape, x)
    {
        (this.x, this.windows, this.isTwoByTwo, winners) = (x, windows, isTwoByTwo, new int[windows.OutShape.Count]);
    }

    /// <summary>Height and width of a window.</summary>
    public int Size { get; }

    /// <summary>Pixels from one window to the next.</summary>
    public int Stride { get; }

    /// <summary>Pixels around the image that never win.</summary>
    public int Padding { get; }

    /// <summary>For each element of y, the flat position in x of the element that won in the last forward pass.</summary>
    public ReadOnlySpan<int> Winners => winners;

    /// <inheritdoc/>
    public override void Forward()
    {
        var (rows, columns, plane) = (windows.RowStarts.Length, windows.ColumnStarts.Length, windows.Height * windows.Width);
        for (var row = 0; row < windows.Planes * rows; row++)
        {
            var (first, i) = (row / rows * plane, row % rows);
            var y = Value.Span.Slice(row * columns, columns);
            var winnersOfRow = winners.AsSpan(row * columns, columns);
            if (isTwoByTwo)
            {
                TwoByTwo(first + 2 * i * windows.Width, y, winnersOfRow);
            }
            else
            {
                AnySize(first, windows.RowStarts[i], windows.RowEnds[i], y, winnersOfRow);
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> dy = Gradient.Span;
        var dx = x.Gradient.Span;
        for (var i = 0; i < winners.Length; i++)
        {
            dx[winners[i]] += dy[i];
        }
    }

    /// <summary>
    /// Any window, cut off at the border. Like <see cref="TwoByTwo"/> it does not branch on the data: the processor could not predict that.
    /// </summary>
    private void AnySize(int first, int rowStart, int rowEnd, Span<T> y, Span<int> won)
    {
        ReadOnlySpan<T> source = x.Value.Span;
        for (var j = 0; j < y.Length; j++)
        {
            var winner = first + rowStart * windows.Width + windows.ColumnStarts[j];
            var largest = source[winner];
            for (var h = rowStart; h < rowEnd; h++)
            {
                var line = first + h * windows.Width;
                for (var position = line + windows.ColumnStarts[j]; position < line + windows.ColumnEnds[j]; position++)
                {
                    var wins = source[position] <= largest ? 0 : 1;
                    winner += wins * (position - winner);
                    largest = T.Max(largest, source[position]);
                }
            }

            (y[j], won[j]) = (largest, winner);
        }
    }

    /// <summary>The most frequent case: the winners of the upper and of the lower pair, then the winner of both.</summary>
    private void TwoByTwo(int first, Span<T> y, Span<int> won)
    {
        ReadOnlySpan<T> upper = x.Value.Span.Slice(first, 2 * y.Length), lower = x.Value.Span.Slice(first + windows.Width, 2 * y.Length);
        for (var j = 0; j < y.Length; j++)
        {
            var (a, b, c, d) = (upper[2 * j], upper[2 * j + 1], lower[2 * j], lower[2 * j + 1]);
            var (ab, cd) = (T.Max(a, b), T.Max(c, d));
            var (right, rightBelow, below) = (b > a ? 1 : 0, d > c ? 1 : 0, cd > ab ? 1 : 0);
            y[j] = T.Max(ab, cd);
            won[j] = first + 2 * j + right + below * (windows.Width + rightBelow - right);
        }
    }
}

/// <summary>Adds <c>x.MaxPool(size)</c> to nodes.</summary>
public static class MaxPoolExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="MaxPoolOp{T}"/>
        public Node<T> MaxPool(int size, int? stride = null, int padding = 0) => x.Tape.Record(new MaxPoolOp<T>(x, size, stride ?? size, padding));
    }
}
