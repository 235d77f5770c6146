using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Hyperbolic tangent, elementwise: y = tanh(x).  Pullback: dx = (1 - y^2) dy.</summary>
public sealed class TanhOp<T>(Node<T> x) : UnaryOp<T, TanhOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Tanh and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Tanh(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.One - y * y;
    }
}

/// <summary>Adds <c>x.Tanh()</c> to nodes.</summary>
public static class TanhExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="TanhOp{T}"/>
        public Node<T> Tanh() => x.Tape.Record(new TanhOp<T>(x));
    }
}
