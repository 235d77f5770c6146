using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Square, elementwise: y = x^2.  Pullback: dx = 2 x dy.</summary>
public sealed class SquareOp<T>(Node<T> x) : UnaryOp<T, SquareOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x^2 and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => x * x;

        static T IUnaryFunction<T>.Slope(T x, T y) => x + x;
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
