using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Cosine of radians, elementwise: y = cos(x).  Pullback: dx = -sin(x) dy.</summary>
public sealed class CosOp<T>(Node<T> x) : UnaryOp<T, CosOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>cos and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Cos(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => -T.Sin(x);
    }
}

/// <summary>Adds <c>x.Cos()</c> to nodes.</summary>
public static class CosExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="CosOp{T}"/>
        public Node<T> Cos() => x.Tape.Record(new CosOp<T>(x));
    }
}
