using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>Absolute value, elementwise: y = |x|.  Pullback: dx = sign(x) dy (the slope at 0 is taken as 0).</summary>
public sealed class AbsOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Max(x, TSimd.Zero - x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var (positive, negative) = (TSimd.LessThan(TSimd.Zero, x), TSimd.LessThan(x, TSimd.Zero));
            return TSimd.Select(positive, dy, TSimd.Select(negative, TSimd.Zero - dy, TSimd.Zero));
        }
    }
}

/// <summary>Adds <c>x.Abs()</c> to nodes.</summary>
public static class AbsExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AbsOp{T}"/>
        public Node<T> Abs() => x.Tape.Record(new AbsOp<T>(x));
    }
}
