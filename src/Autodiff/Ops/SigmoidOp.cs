using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Logistic function, elementwise: y = 1 / (1 + e^-x).  Pullback: dx = y (1 - y) dy.</summary>
public sealed class SigmoidOp<T>(Node<T> x) : UnaryOp<T, SigmoidOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>1 / (1 + e^-x) and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.One / (T.One + T.Exp(-x));

        static T IUnaryFunction<T>.Slope(T x, T y) => y * (T.One - y);
    }
}

/// <summary>Adds <c>x.Sigmoid()</c> to nodes.</summary>
public static class SigmoidExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SigmoidOp{T}"/>
        public Node<T> Sigmoid() => x.Tape.Record(new SigmoidOp<T>(x));
    }
}
