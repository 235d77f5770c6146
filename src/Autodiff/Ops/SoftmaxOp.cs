using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Softmax along an axis: y_k = e^(x_k) / sum_j e^(x_j).
/// Pullback: dx_k = y_k (dy_k - sum_j y_j dy_j). The largest x is subtracted first, so nothing overflows.
/// </summary>
public sealed class SoftmaxOp<T>(Node<T> x, Index axis) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lines lines = Lines.Along(x.Shape, Axes.Of("Softmax", x.Shape, axis));

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span;
        for (var line = 0; line < lines.Count; line++)
        {
            var (start, end) = (lines.Start(line), lines.End(line));
            if (lines.Stride == 1)
            {
                SoftmaxLine.Divide(y[start..end], SoftmaxLine.Exponentials(source[start..end], y[start..end]).Sum);
                continue;
            }

            var (largest, sum) = (T.NegativeInfinity, T.Zero);
            for (var k = start; k < end; k += lines.Stride)
            {
                largest = T.Max(largest, source[k]);
            }

            for (var k = start; k < end; k += lines.Stride)
            {
                y[k] = T.Exp(source[k] - largest);
                sum += y[k];
            }

            for (var k = start; k < end; k += lines.Stride)
            {
                y[k] /= sum;
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
            var (start, end, dot) = (lines.Start(line), lines.End(line), T.Zero);
            for (var k = start; k < end; k += lines.Stride)
            {
                dot += y[k] * dy[k];
            }

            for (var k = start; k < end; k += lines.Stride)
            {
                dx[k] += y[k] * (dy[k] - dot);
            }
        }
    }
}

/// <summary>Adds <c>x.Softmax(axis)</c> to nodes.</summary>
public static class SoftmaxExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Softmax along the last axis.</summary>
        public Node<T> Softmax() => x.Softmax(^1);

        /// <inheritdoc cref="SoftmaxOp{T}"/>
        public Node<T> Softmax(Index axis) => x.Tape.Record(new SoftmaxOp<T>(x, axis));
    }
}
