using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Logarithm of the softmax along an axis: y_k = x_k - ln sum_j e^(x_j).
/// Pullback: dx_k = dy_k - e^(y_k) sum_j dy_j. The largest x is subtracted first, so nothing overflows.
/// </summary>
public sealed class LogSoftmaxOp<T>(Node<T> x, Index axis) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lines lines = Lines.Along(x.Shape, Axes.Of("LogSoftmax", x.Shape, axis));

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span;
        for (var line = 0; line < lines.Count; line++)
        {
            var (start, end) = (lines.Start(line), lines.End(line));
            var (largest, sum) = lines.Stride == 1 ? SoftmaxLine.Exponentials(source[start..end], y[start..end]) : (T.NegativeInfinity, T.Zero);
            for (var k = start; k < end && lines.Stride > 1; k += lines.Stride)
            {
                largest = T.Max(largest, source[k]);
            }

            for (var k = start; k < end && lines.Stride > 1; k += lines.Stride)
            {
                sum += T.Exp(source[k] - largest);
            }

            var logarithm = T.Log(sum);
            for (var k = start; k < end; k += lines.Stride)
            {
                y[k] = source[k] - largest - logarithm;
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> y = Value.Span, dy = Gradient.Span;
        var dx = x.Gradient.Span;
        for (var line = 0; line < lines.Count; line++)
        {
            var (start, end, sum) = (lines.Start(line), lines.End(line), T.Zero);
            for (var k = start; k < end; k += lines.Stride)
            {
                sum += dy[k];
            }

            for (var k = start; k < end; k += lines.Stride)
            {
                dx[k] += dy[k] - T.Exp(y[k]) * sum;
            }
        }
    }
}

/// <summary>Adds <c>x.LogSoftmax(axis)</c> to nodes.</summary>
public static class LogSoftmaxExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Log-softmax along the last axis.</summary>
        public Node<T> LogSoftmax() => x.LogSoftmax(^1);

        /// <inheritdoc cref="LogSoftmaxOp{T}"/>
        public Node<T> LogSoftmax(Index axis) => x.Tape.Record(new LogSoftmaxOp<T>(x, axis));
    }
}
