using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Rectifier, elementwise: y = max(x, 0).  Pullback: dx = dy where x &gt; 0, else 0 (the slope at 0 is taken as 0). What is not a number stays so.</summary>
public sealed class ReluOp<T>(Node<T> x) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span[..source.Length];
        var from = MemoryMarshal.Cast<T, Vector512<T>>(source);
        var to = MemoryMarshal.Cast<T, Vector512<T>>(y)[..from.Length];
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = Vector512.AndNot(from[i], Vector512.LessThanOrEqual(from[i], Vector512<T>.Zero));
        }

        for (var i = from.Length * Vector512<T>.Count; i < source.Length; i++)
        {
            y[i] = source[i] <= T.Zero ? T.Zero : source[i];
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        ReadOnlySpan<T> dy = Gradient.Span[..source.Length];
        var dx = x.Gradient.Span[..source.Length];
        var vectors = MemoryMarshal.Cast<T, Vector512<T>>(source);
        var from = MemoryMarshal.Cast<T, Vector512<T>>(dy)[..vectors.Length];
        var to = MemoryMarshal.Cast<T, Vector512<T>>(dx)[..vectors.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            to[i] += Vector512.GreaterThan(vectors[i], Vector512<T>.Zero) & from[i];
        }

        for (var i = vectors.Length * Vector512<T>.Count; i < source.Length; i++)
        {
            dx[i] += source[i] > T.Zero ? dy[i] : T.Zero;
        }
    }
}

/// <summary>Adds <c>x.Relu()</c> to nodes.</summary>
public static class ReluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ReluOp{T}"/>
        public Node<T> Relu() => x.Tape.Record(new ReluOp<T>(x));
    }
}
