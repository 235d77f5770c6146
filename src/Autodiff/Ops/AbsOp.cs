using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Absolute value, elementwise: y = |x|.  Pullback: dx = sign(x) dy (the slope at 0 is taken as 0).</summary>
public sealed class AbsOp<T>(Node<T> x) : VectorUnaryOp<T, AbsOp<T>.Function>(x, default)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>|x| and its slope.</summary>
    public readonly struct Function : IVectorFunction<T>
    {
        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => Vector512.Abs(x);

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), -dy, dy & Vector512.GreaterThan(x, Vector512<T>.Zero));
    }
}

/// <summary>Adds <c>x.Abs()</c> to nodes.</summary>
public static class AbsExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AbsOp{T}"/>
        public Node<T> Abs() => x.Tape.Record(new AbsOp<T>(x));
    }
}
