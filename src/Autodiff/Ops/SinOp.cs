using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Sine of radians, elementwise: y = sin(x).  Pullback: dx = cos(x) dy.</summary>
public sealed class SinOp<T>(Node<T> x) : UnaryOp<T, SinOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>sin and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Sin(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.Cos(x);
    }
}

/// <summary>Adds <c>x.Sin()</c> to nodes.</summary>
public static class SinExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SinOp{T}"/>
        public Node<T> Sin() => x.Tape.Record(new SinOp<T>(x));
    }
}
