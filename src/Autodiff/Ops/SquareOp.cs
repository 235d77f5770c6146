using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Square, elementwise: y = x^2.  Pullback: dx = 2 x dy.</summary>
public sealed class SquareOp<T>(Node<T> x) : VectorUnaryOp<T, SquareOp<T>.Function>(x, default)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x^2 and its slope.</summary>
    public readonly struct Function : IVectorFunction<T>
    {
        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => x * x;

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => (x + x) * dy;
    }
}

/// <summary>Adds <c>x.Square()</c> to nodes.</summary>
public static class SquareExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SquareOp{T}"/>
        public Node<T> Square() => x.Tape.Record(new SquareOp<T>(x));
    }
}
