using System.Numerics;
using QXai.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Axes in another order: y[i_p(0), ..., i_p(r-1)] = x[i_0, ..., i_(r-1)], where axis k of y is axis p(k) of x.  Pullback: the inverse order.</summary>
public sealed class TransposeOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly int rowLength, stride;
    private readonly int[] rowStarts;

    /// <summary>The op with p = <paramref name="axes"/>, which must name every axis of x once.</summary>
    public TransposeOp(Node<T> x, ReadOnlySpan<Index> axes)
        : this(x, Order(x.Shape, axes))
    {
    }

    private TransposeOp(Node<T> x, int[] order)
        : base(new Shape(Array.ConvertAll(order, axis => x.Shape[axis])), x)
    {
        this.x = x;
        var strides = Array.ConvertAll(order, axis => x.Shape.CountOf((axis + 1)..));
        (rowLength, stride) = order.Length == 0 ? (1, 1) : (Shape[^1], strides[^1]);
        rowStarts = new int[rowLength == 0 ? 0 : Shape.Count / rowLength];
        for (var row = 0; row < rowStarts.Length; row++)
        {
            for (var (axis, rest) = (order.Length - 2, row); axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, Shape[axis]);
                rowStarts[row] += index * strides[axis];
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        for (var row = 0; row < rowStarts.Length; row++)
        {
            var y = Value.Span.Slice(row * rowLength, rowLength);
            for (var (i, from) = (0, rowStarts[row]); i < y.Length; i++, from += stride)
            {
                y[i] = source[from];
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        var dx = x.Gradient.Span;
        for (var row = 0; row < rowStarts.Length; row++)
        {
            ReadOnlySpan<T> dy = Gradient.Span.Slice(row * rowLength, rowLength);
            for (var (i, to) = (0, rowStarts[row]); i < dy.Length; i++, to += stride)
            {
                dx[to] += dy[i];
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
