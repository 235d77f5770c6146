using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Axes in another order: y[i_p(0), ..., i_p(r-1)] = x[i_0, ..., i_(r-1)], where axis k of y is axis p(k) of x.
/// Pullback: dx is dy in the inverse order.
/// </summary>
public sealed class TransposeOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly AxisOrder order, inverse;

    /// <summary>The op with p = <paramref name="axes"/>, which must name every axis of x once.</summary>
    public TransposeOp(Node<T> x, ReadOnlySpan<Index> axes)
        : this(x, Order(x.Shape, axes))
    {
    }

    private TransposeOp(Node<T> x, int[] axes)
        : this(x, new AxisOrder(x.Shape, axes), axes)
    {
    }

    private TransposeOp(Node<T> x, AxisOrder order, int[] axes)
        : base(order.Shape, x)
    {
        (this.x, this.order) = (x, order);
        inverse = new AxisOrder(order.Shape, [.. Enumerable.Range(0, axes.Length).Select(axis => Array.IndexOf(axes, axis))]);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        for (var row = 0; row < order.RowStarts.Length; row++)
        {
            var y = Value.Span.Slice(row * order.RowLength, order.RowLength);
            for (var (i, from) = (0, order.RowStarts[row]); i < y.Length; i++, from += order.Stride)
            {
                y[i] = source[from];
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> dy = Gradient.Span;
        for (var row = 0; row < inverse.RowStarts.Length; row++)
        {
            var dx = x.Gradient.Span.Slice(row * inverse.RowLength, inverse.RowLength);
            for (var (i, from) = (0, inverse.RowStarts[row]); i < dx.Length; i++, from += inverse.Stride)
            {
                dx[i] += dy[from];
            }
        }
    }

    private static int[] Order(Shape x, ReadOnlySpan<Index> axes)
    {
        if (axes.Length != x.Rank)
        {
            throw new ShapeException($"Transpose: {axes.Length} axes were given for x of shape {x}, which has {x.Rank}.");
        }

        _ = Axes.Chosen("Transpose", x, axes);
        var order = new int[axes.Length];
        for (var k = 0; k < order.Length; k++)
        {
            order[k] = axes[k].GetOffset(x.Rank);
        }

        return order;
    }
}

/// <summary>Adds <c>x.Transpose(...)</c> to nodes.</summary>
public static class TransposeExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>The axes in the reverse order; for a matrix, its transpose.</summary>
        public Node<T> Transpose()
        {
            var axes = new Index[x.Shape.Rank];
            for (var k = 0; k < axes.Length; k++)
            {
                axes[k] = ^(k + 1);
            }

            return x.Tape.Record(new TransposeOp<T>(x, axes));
        }

        /// <inheritdoc cref="TransposeOp{T}"/>
        public Node<T> Transpose(params ReadOnlySpan<Index> axes) => x.Tape.Record(new TransposeOp<T>(x, axes));
    }
}
