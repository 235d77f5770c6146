using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Smooth rectifier, elementwise: y = ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|), which never overflows.  Pullback: dx = dy / (1 + e^-x).</summary>
public sealed class SoftplusOp<T>(Node<T> x) : UnaryOp<T, SoftplusOp<T>.Function>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>ln(1 + e^x) and its slope.</summary>
    public readonly struct Function : IUnaryFunction<T>
    {
        static T IUnaryFunction<T>.Value(T x) => T.Max(x, T.Zero) + LogOnePlus(T.Exp(-T.Abs(x)));

        static T IUnaryFunction<T>.Slope(T x, T y) => T.One / (T.One + T.Exp(-x));

        /// <summary>ln(1 + z) for z in [0, 1], with full relative accuracy: the rounding error of u = 1 + z cancels in z ln(u) / (u - 1).</summary>
        private static T LogOnePlus(T z)
        {
            var u = T.One + z;
            return u == T.One ? z : T.Log(u) * (z / (u - T.One));
        }
    }
}

/// <summary>Adds <c>x.Softplus()</c> to nodes.</summary>
public static class SoftplusExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SoftplusOp{T}"/>
        public Node<T> Softplus() => x.Tape.Record(new SoftplusOp<T>(x));
    }
}
