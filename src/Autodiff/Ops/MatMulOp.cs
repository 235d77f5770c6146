using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Matrix product of a [m, k] and b [k, n]: y[i, j] = sum_p a[i, p] b[p, j], of shape [m, n].  Pullback: da = dy b^T, db = a^T dy.
/// As a linear op, its input is a and its weight is b.
/// </summary>
public sealed class MatMulOp<T>(Node<T> a, Node<T> b) : Node<T>(ShapeOf(a.Shape, b.Shape), a, b), ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Node<T> Input => a;

    /// <inheritdoc/>
    public Node<T> Weight => b;

    Node<T>? ILinearOp<T>.Bias => null;

    private int M => a.Shape[0];

    private int N => b.Shape[1];

    private int K => b.Shape[0];

    /// <inheritdoc/>
    public override void Forward() => MatMul.Multiply<T>(M, N, K, a.Value.Span, false, b.Value.Span, false, Value.Span);

    /// <inheritdoc/>
    public override void Pullback()
    {
        if (Wants(a, out var da))
        {
            MatMul.Multiply<T>(M, K, N, Gradient.Span, false, b.Value.Span, true, da, accumulate: true);
        }

        if (Wants(b, out var db))
        {
            MatMul.Multiply<T>(K, N, M, a.Value.Span, true, Gradient.Span, false, db, accumulate: true);
        }
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output)
    {
        this.CheckApply("MatMul", input, weight, bias, output, Value.Length);
        MatMul.Multiply(M, N, K, input, false, weight, false, output);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose("MatMul", weight, cotangent, inputCotangent, Value.Length);
        MatMul.Multiply(M, K, N, cotangent, false, weight, true, inputCotangent);
    }

    private static Shape ShapeOf(Shape a, Shape b)
    {
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw new ShapeException($"MatMul: a of shape {a} and b of shape {b} are not both matrices.");
        }

        return a[1] == b[0]
            ? new Shape(a[0], b[1])
            : throw new ShapeException($"MatMul: a of shape {a} has {a[1]} columns, but b of shape {b} has {b[0]} rows.");
    }
}

/// <summary>Adds <c>a.MatMul(b)</c> to nodes.</summary>
public static class MatMulExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="MatMulOp{T}"/>
        public Node<T> MatMul(Node<T> b) => a.Tape.Record(new MatMulOp<T>(a, b));
    }
}
