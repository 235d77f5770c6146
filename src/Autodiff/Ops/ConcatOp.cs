using System.Numerics;
using QXai.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Parts laid one after the other along an axis: y[.., start_p + i, ..] = x_p[.., i, ..].
/// Pullback: each part gets its range of dy.
/// </summary>
public sealed class ConcatOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T>[] parts;
    private readonly int[] blockLengths, starts;
    private readonly int blocks, period;

    /// <summary>The op along <paramref name="axis"/>; the parts must agree in all other extents.</summary>
    public ConcatOp(Index axis, params Node<T>[] parts)
        : base(ShapeOf(axis, parts, out var position), parts)
    {
        this.parts = parts;
        (blocks, period) = (Shape.CountOf(..position), Shape.CountOf(position..));
        blockLengths = Array.ConvertAll(parts, part => part.Shape.CountOf(position..));
        starts = new int[parts.Length];
        for (var p = 1; p < parts.Length; p++)
        {
            starts[p] = starts[p - 1] + blockLengths[p - 1];
        }
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var p = 0; p < parts.Length; p++)
        {
            for (var block = 0; block < blocks; block++)
            {
                parts[p].Value.Span.Slice(block * blockLengths[p], blockLengths[p]).CopyTo(Value.Span[(block * period + starts[p])..]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var p = 0; p < parts.Length; p++)
        {
            for (var block = 0; block < blocks && parts[p].NeedsGradient; block++)
            {
                var dx = parts[p].Gradient.Span.Slice(block * blockLengths[p], blockLengths[p]);
                TensorPrimitives.Add<T>(dx, Gradient.Span.Slice(block * period + starts[p], blockLengths[p]), dx);
            }
        }
    }

    private static Shape ShapeOf(Index axis, Node<T>[] parts, out int position)
    {
        if (parts.Length == 0)
        {
            throw new ArgumentException("Concat: there are no parts.");
        }

        var first = parts[0].Shape;
        position = Axes.Of("Concat", first, axis);
        var extent = 0;
        foreach (var part in parts)
        {
            if (part.Shape.Rank != first.Rank || !part.Shape.With(position, 0).Equals(first.With(position, 0)))
            {
                throw new ShapeException(
                    $"Concat: a part of shape {part.Shape} cannot follow one of shape {first} along axis {position}: all other extents must agree.");
            }

            extent += part.Shape[position];
        }

        return first.With(position, extent);
    }
}

/// <summary>Adds <c>x.Concat(axis, others)</c> to nodes.</summary>
public static class ConcatExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ConcatOp{T}"/>
        public Node<T> Concat(Index axis, params ReadOnlySpan<Node<T>> others) => x.Tape.Record(new ConcatOp<T>(axis, [x, .. others]));
    }
}
