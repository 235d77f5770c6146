using System.Numerics;
using QXai.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>The same elements in the same row-major order under another shape: y = x.  Pullback: dx = dy.</summary>
public sealed class ReshapeOp<T>(Node<T> x, Shape shape) : Node<T>(Checked(x.Shape, shape), x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => x.Value.Span.CopyTo(Value.Span);

    /// <inheritdoc/>
    public override void Pullback() => TensorPrimitives.Add<T>(x.Gradient.Span, Gradient.Span, x.Gradient.Span);

    private static Shape Checked(Shape x, Shape y) =>
        x.Count == y.Count ? y : throw new ShapeException($"Reshape: x of shape {x} has {x.Count} elements, but {y} has {y.Count}.");
}

/// <summary>Adds <c>x.Reshape(...)</c> and <c>x.Flatten()</c> to nodes.</summary>
public static class ReshapeExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ReshapeOp{T}"/>
        public Node<T> Reshape(params ReadOnlySpan<int> extents) => x.Reshape(new Shape(extents));

        /// <inheritdoc cref="ReshapeOp{T}"/>
        public Node<T> Reshape(Shape shape) => x.Tape.Record(new ReshapeOp<T>(x, shape));

        /// <summary>Merges all axes from <paramref name="fromAxis"/> on into one: [n, c, h, w] becomes [n, c h w].</summary>
        public Node<T> Flatten(int fromAxis = 1)
        {
            var axis = Axes.Of("Flatten", x.Shape, fromAxis);
            return x.Reshape([.. x.Shape.Extents[..axis], x.Shape.CountOf(axis..)]);
        }
    }
}
