using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Hyperbolic tangent, elementwise: y = tanh(x).  Pullback: dx = (1 - y^2) dy.
/// For |x| &lt; 1/2 by Lambert's continued fraction x / (1 + x^2 / (3 + x^2 / (5 + ...))), cut off after 13 and written as a quotient of polynomials
/// (relative error below 3e-16); elsewhere |y| = (1 - t) / (1 + t) with t = e^(-2 |x|).
/// </summary>
public sealed class TanhOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var (one, magnitude) = (SimdMath<T>.Constant<TSimd>(1), TSimd.Max(x, TSimd.Zero - x));
            var t = SimdMath<T>.Exp(TSimd.Zero - (magnitude + magnitude));
            var far = (one - t) / (one + t);
            var signed = TSimd.Select(TSimd.LessThan(x, TSimd.Zero), TSimd.Zero - far, far);
            return TSimd.Select(TSimd.LessThan(magnitude, SimdMath<T>.Constant<TSimd>(0.5)), Near(x), signed);
        }

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => (SimdMath<T>.Constant<TSimd>(1) - y * y) * dy;

        /// <summary>x (135135 + 17325 x^2 + 378 x^4 + x^6) / (135135 + 62370 x^2 + 3150 x^4 + 28 x^6).</summary>
        private static TSimd Near<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var s = x * x;
            var numerator = SimdMath<T>.Horner(s, SimdMath<T>.Constant<TSimd>(1), 378, 17325, 135135);
            var denominator = SimdMath<T>.Horner(s, SimdMath<T>.Constant<TSimd>(28), 3150, 62370, 135135);
            return x * (numerator / denominator);
        }
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
