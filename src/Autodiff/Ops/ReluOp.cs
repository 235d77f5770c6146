using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Rectifier, elementwise: y = max(x, 0).
/// Pullback: dx = dy where x &gt; 0, else 0 (the slope at 0 is taken as 0). What is not a number stays so.
/// </summary>
public sealed class ReluOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Select(TSimd.LessThan(x, TSimd.Zero), TSimd.Zero, x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Select(TSimd.LessThan(TSimd.Zero, x), dy, TSimd.Zero);
    }
}

/// <summary>Adds <c>x.Relu()</c> to nodes.</summary>
public static class ReluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ReluOp{T}"/>
        public Node<T> Relu() => x.Tape.Record(new ReluOp<T>(x));
    }
}
