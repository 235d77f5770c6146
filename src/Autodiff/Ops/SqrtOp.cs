using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Square root, elementwise, for x &gt;= 0: y = sqrt(x).  Pullback: dx = dy / (2 y), which is infinite at x = 0.</summary>
public sealed class SqrtOp<T>(Node<T> x) : UnaryOp<T, SqrtOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Sqrt x and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Sqrt(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.One / (y + y);
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
