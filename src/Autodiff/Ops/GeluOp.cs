using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;
using QXai.Numerics.Special;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Gaussian error linear unit, elementwise, in its exact form: y = x Phi(x), Phi(x) = erfc(-x / sqrt 2) / 2 the normal distribution function.
/// Pullback: dx = (Phi(x) + x phi(x)) dy with the density phi(x) = e^(-x^2/2) / sqrt(2 pi). Hendrycks and Gimpel, arXiv:1606.08415.
/// </summary>
public sealed class GeluOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => x * Phi(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => (Phi(x) + x * Density(x)) * dy;

        private static TSimd Phi<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> =>
            SimdMath<T>.Constant<TSimd>(0.5) * ErrorFunction.Erfc<TSimd, T>(TSimd.Zero - x * SimdMath<T>.Constant<TSimd>(Math.Sqrt(0.5)));

        private static TSimd Density<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> =>
            SimdMath<T>.Exp(SimdMath<T>.Constant<TSimd>(-0.5) * x * x) * SimdMath<T>.Constant<TSimd>(1 / Math.Sqrt(2 * Math.PI));
    }
}

/// <summary>Adds <c>x.Gelu()</c> to nodes.</summary>
public static class GeluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="GeluOp{T}"/>
        public Node<T> Gelu() => x.Tape.Record(new GeluOp<T>(x));
    }
}
