using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Mean over some axes, or over all: y[kept] = (1/m) sum_summed x[kept, summed] for m summed elements.
/// Pullback: dx[kept, summed] = dy[kept] / m.
/// </summary>
public sealed class MeanOp<T>(Node<T> x, ReadOnlySpan<Index> axes, bool keepAxes = false) : AxisSumOp<T>("Mean", x, axes, keepAxes, mean: true)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Adds <c>x.Mean(...)</c> to nodes.</summary>
public static class MeanExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Mean over some axes, or over all; no axes stand for all. The axes disappear from the shape.</summary>
        public Node<T> Mean(params ReadOnlySpan<Index> axes) => x.Mean(axes, keepAxes: false);

        /// <summary>Mean over some axes, or over all; no axes stand for all. With <paramref name="keepAxes"/> the axes stay, with extent 1.</summary>
        public Node<T> Mean(ReadOnlySpan<Index> axes, bool keepAxes) => x.Tape.Record(new MeanOp<T>(x, axes, keepAxes));
    }
}
