using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Natural logarithm, elementwise, for x &gt; 0: y = ln(x).  Pullback: dx = dy / x. At x = 0 it is -infinity, below 0 not a number.</summary>
public sealed class LogOp<T>(Node<T> x) : UnaryOp<T, LogOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Ln x and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Log(x);

        static T IUnaryFunction<T>.Slope(T x, T y) => T.One / x;
    }
}

/// <summary>Adds <c>x.Log()</c> to nodes.</summary>
public static class LogExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="LogOp{T}"/>
        public Node<T> Log() => x.Tape.Record(new LogOp<T>(x));
    }
}
