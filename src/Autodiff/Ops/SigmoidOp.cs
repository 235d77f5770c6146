using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>Logistic function, elementwise: y = 1 / (1 + e^-x).  Pullback: dx = y (1 - y) dy.</summary>
public sealed class SigmoidOp<T>(Node<T> x) : UnaryOp<T>(x)
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
            var one = SimdMath<T>.Constant<TSimd>(1);
            return one / (one + SimdMath<T>.Exp(TSimd.Zero - x));
        }

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => y * (SimdMath<T>.Constant<TSimd>(1) - y) * dy;
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
