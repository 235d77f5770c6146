using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Sum over some axes, or over all: y[kept] = sum_summed x[kept, summed].  Pullback: dx[kept, summed] = dy[kept].</summary>
public sealed class SumOp<T>(Node<T> x, ReadOnlySpan<Index> axes, bool keepAxes = false) : AxisSumOp<T>("Sum", x, axes, keepAxes, mean: false)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Adds <c>x.Sum(...)</c> to nodes.</summary>
public static class SumExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Sum over some axes, or over all; no axes stand for all. The axes disappear from the shape.</summary>
        public Node<T> Sum(params ReadOnlySpan<Index> axes) => x.Sum(axes, keepAxes: false);

        /// <summary>Sum over some axes, or over all; no axes stand for all. With <paramref name="keepAxes"/> the axes stay, with extent 1.</summary>
        public Node<T> Sum(ReadOnlySpan<Index> axes, bool keepAxes) => x.Tape.Record(new SumOp<T>(x, axes, keepAxes));
    }
}
