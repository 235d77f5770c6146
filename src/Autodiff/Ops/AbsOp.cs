using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Absolute value, elementwise: y = |x|.  Pullback: dx = sign(x) dy (the slope at 0 is taken as 0).</summary>
public sealed class AbsOp<T>(Node<T> x) : UnaryOp<T, AbsOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>|x| and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Abs(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.CreateTruncating(T.Sign(x));
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
