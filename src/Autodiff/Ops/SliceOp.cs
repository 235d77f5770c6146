using System.Numerics;
using QXai.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>
/// A range of one axis: y[.., i, ..] = x[.., start + i, ..].
/// Pullback: dx[.., start + i, ..] = dy[.., i, ..], and 0 outside the range.
/// </summary>
public sealed class SliceOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly int blocks, blockLength, start, period;

    /// <summary>The op for <paramref name="range"/> of <paramref name="axis"/>.</summary>
    public SliceOp(Node<T> x, Index axis, Range range)
        : base(ShapeOf(x.Shape, axis, range, out var position, out var first), x)
    {
        this.x = x;
        var inner = x.Shape.CountOf((position + 1)..);
        (blocks, blockLength, start, period) = (x.Shape.CountOf(..position), Shape[position] * inner, first * inner, x.Shape[position] * inner);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var block = 0; block < blocks; block++)
        {
            x.Value.Span.Slice(block * period + start, blockLength).CopyTo(Value.Span[(block * blockLength)..]);
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var block = 0; block < blocks; block++)
        {
            var dx = x.Gradient.Span.Slice(block * period + start, blockLength);
            TensorPrimitives.Add<T>(dx, Gradient.Span.Slice(block * blockLength, blockLength), dx);
        }
    }

    private static Shape ShapeOf(Shape x, Index axis, Range range, out int position, out int first)
    {
        position = Axes.Of("Slice", x, axis);
        var extent = x[position];
        (first, var end) = (range.Start.GetOffset(extent), range.End.GetOffset(extent));
        return first >= 0 && first <= end && end <= extent
            ? x.With(position, end - first)
            : throw new ShapeException($"Slice: range {range} does not fit axis {position} of x of shape {x}, which has {extent} positions.");
    }
}

/// <summary>Adds <c>x.Slice(axis, range)</c> to nodes.</summary>
public static class SliceExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SliceOp{T}"/>
        public Node<T> Slice(Index axis, Range range) => x.Tape.Record(new SliceOp<T>(x, axis, range));
    }
}
