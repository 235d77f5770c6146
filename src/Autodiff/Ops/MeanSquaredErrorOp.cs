using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Mean squared error over all m elements of two nodes of one shape: L = (1/m) sum_i (a_i - b_i)^2.
/// Pullback: da_i = (2/m) (a_i - b_i) dL, db_i = -da_i.
/// </summary>
public sealed class MeanSquaredErrorOp<T>(Node<T> a, Node<T> b) : Node<T>(ShapeOf(a.Shape, b.Shape), a, b)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Value.Span[0] = Reduction.SquaredDistance<T>(a.Value.Span, b.Value.Span) / T.CreateTruncating(a.Value.Length);

    /// <inheritdoc/>
    public override void Pullback()
    {
        var scale = Gradient.Span[0] * T.CreateTruncating(2) / T.CreateTruncating(a.Value.Length);
        if (Wants(a, out var da))
        {
            AddDifference(scale, a.Value.Span, b.Value.Span, da);
        }

        if (Wants(b, out var db))
        {
            AddDifference(scale, b.Value.Span, a.Value.Span, db);
        }
    }

    private static void AddDifference(T scale, ReadOnlySpan<T> from, ReadOnlySpan<T> to, Span<T> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += scale * (from[i] - to[i]);
        }
    }

    private static Shape ShapeOf(Shape a, Shape b) => a.Equals(b) && a.Count > 0
        ? Shape.Scalar
        : throw new ShapeException($"MeanSquaredError: a of shape {a} and b of shape {b} must have one shape, with at least one element.");
}

/// <summary>Adds <c>a.MeanSquaredError(b)</c> to nodes.</summary>
public static class MeanSquaredErrorExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="MeanSquaredErrorOp{T}"/>
        public Node<T> MeanSquaredError(Node<T> b) => a.Tape.Record(new MeanSquaredErrorOp<T>(a, b));
    }
}
