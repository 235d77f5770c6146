using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Fully connected layer of x [n, in], weight w [out, in] and bias b [out] (which may be absent):
/// y = x w^T + b, y[s, o] = b[o] + sum_i w[o, i] x[s, i].
/// Pullback: dx = dy w, dw = dy^T x, db[o] = sum_s dy[s, o].
/// </summary>
public sealed class DenseOp<T>(Node<T> x, Node<T> weight, Node<T>? bias)
    : Node<T>(ShapeOf(x.Shape, weight.Shape, bias?.Shape), bias is null ? [x, weight] : [x, weight, bias]), ILinearOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Node<T> Input => x;

    /// <inheritdoc/>
    public Node<T> Weight => weight;

    /// <inheritdoc/>
    public Node<T>? Bias => bias;

    private int Samples => x.Shape[0];

    private int In => x.Shape[1];

    private int Out => Shape[1];

    /// <inheritdoc/>
    public override void Forward() => Affine(x.Value.Span, weight.Value.Span, bias is null ? [] : bias.Value.Span, Value.Span);

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> dy = Gradient.Span;
        if (Wants(x, out var dx))
        {
            MatMul.Multiply(Samples, In, Out, dy, false, weight.Value.Span, false, dx, accumulate: true);
        }

        if (Wants(weight, out var dw))
        {
            MatMul.Multiply(Out, In, Samples, dy, true, x.Value.Span, false, dw, accumulate: true);
        }

        if (bias is not null && Wants(bias, out var db))
        {
            for (var s = 0; s < Samples; s++)
            {
                TensorPrimitives.Add(db, dy.Slice(s * Out, Out), db);
            }
        }
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> input, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> output)
    {
        this.CheckApply("Dense", input, weight, bias, output, Value.Length);
        Affine(input, weight, bias, output);
    }

    /// <inheritdoc/>
    public void Transpose(ReadOnlySpan<T> weight, ReadOnlySpan<T> cotangent, Span<T> inputCotangent)
    {
        this.CheckTranspose("Dense", weight, cotangent, inputCotangent, Value.Length);
        MatMul.Multiply(Samples, In, Out, cotangent, false, weight, false, inputCotangent);
    }

    private void Affine(ReadOnlySpan<T> input, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> y)
    {
        for (var s = 0; s < Samples && !b.IsEmpty; s++)
        {
            b.CopyTo(y.Slice(s * Out, Out));
        }

        MatMul.Multiply(Samples, Out, In, input, false, w, true, y, accumulate: !b.IsEmpty);
    }

    private static Shape ShapeOf(Shape x, Shape w, Shape? b)
    {
        if (x.Rank != 2 || w.Rank != 2)
        {
            throw new ShapeException($"Dense: x of shape {x} and w of shape {w} are not both matrices: x [samples, in], w [out, in].");
        }

        if (x[1] != w[1])
        {
            throw new ShapeException($"Dense: x of shape {x} has {x[1]} features per row, but w of shape {w} expects {w[1]}.");
        }

        return b is null || (b.Rank == 1 && b[0] == w[0])
            ? new Shape(x[0], w[0])
            : throw new ShapeException($"Dense: w of shape {w} has {w[0]} outputs, but the bias has shape {b}.");
    }
}

/// <summary>Adds <c>x.Dense(weight, bias)</c> to nodes.</summary>
public static class DenseExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="DenseOp{T}"/>
        public Node<T> Dense(Node<T> weight, Node<T>? bias = null) => x.Tape.Record(new DenseOp<T>(x, weight, bias));
    }
}
