using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Exponential, elementwise: y = e^x.  Pullback: dx = y dy.</summary>
public sealed class ExpOp<T>(Node<T> x) : UnaryOp<T, ExpOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>e^x and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Exp(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => y;
    }
}

/// <summary>Adds <c>x.Exp()</c> to nodes.</summary>
public static class ExpExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ExpOp{T}"/>
        public Node<T> Exp() => x.Tape.Record(new ExpOp<T>(x));
    }
}
