using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Inverse tangent in radians, elementwise: y = atan(x), in (-pi/2, pi/2).  Pullback: dx = dy / (1 + x^2).</summary>
public sealed class AtanOp<T>(Node<T> x) : UnaryOp<T, AtanOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Atan and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Atan(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.One / (T.One + x * x);
    }
}

/// <summary>Adds <c>x.Atan()</c> to nodes.</summary>
public static class AtanExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AtanOp{T}"/>
        public Node<T> Atan() => x.Tape.Record(new AtanOp<T>(x));
    }
}
