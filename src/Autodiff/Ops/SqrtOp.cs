using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Square root, elementwise, for x &gt;= 0: y = sqrt(x).  Pullback: dx = dy / (2 y), which is infinite at x = 0.</summary>
public sealed class SqrtOp<T>(Node<T> x) : VectorUnaryOp<T, SqrtOp<T>.Function>(x, default)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Square root and its slope.</summary>
    public readonly struct Function : IVectorFunction<T>
    {
        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => Vector512.Sqrt(x);

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => dy / (y + y);
    }
}

/// <summary>Adds <c>x.Sqrt()</c> to nodes.</summary>
public static class SqrtExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SqrtOp{T}"/>
        public Node<T> Sqrt() => x.Tape.Record(new SqrtOp<T>(x));
    }
}
