using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Natural logarithm, elementwise, for x &gt; 0: y = ln(x).
/// Pullback: dx = dy / x. At x = 0 it is -infinity, below 0 not a number.
/// </summary>
public sealed class LogOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => SimdMath<T>.Log(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy / x;
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
