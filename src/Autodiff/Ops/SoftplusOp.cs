using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Smooth rectifier, elementwise: y = ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|), which never overflows.  Pullback: dx = dy / (1 + e^-x).
/// </summary>
public sealed class SoftplusOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> =>
            TSimd.Max(x, TSimd.Zero) + LogOnePlus(SimdMath<T>.Exp(TSimd.Zero - TSimd.Max(x, TSimd.Zero - x)));

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy / (SimdMath<T>.Constant<TSimd>(1) + SimdMath<T>.Exp(TSimd.Zero - x));

        /// <summary>
        /// ln(1 + z) for z in [0, 1], with full relative accuracy: the rounding error of u = 1 + z cancels in z ln(u) / (u - 1), and where u is 1 it
        /// is z.
        /// </summary>
        private static TSimd LogOnePlus<TSimd>(TSimd z)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var one = SimdMath<T>.Constant<TSimd>(1);
            var u = one + z;
            return TSimd.Select(TSimd.LessThan(one, u), SimdMath<T>.Log(u) * (z / (u - one)), z);
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
