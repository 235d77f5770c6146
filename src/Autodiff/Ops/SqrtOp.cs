using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>Square root, elementwise, for x &gt;= 0: y = sqrt(x).  Pullback: dx = dy / (2 y), which is infinite at x = 0.</summary>
public sealed class SqrtOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute(default(Function));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(default(Function));

    private readonly struct Function : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Sqrt(x);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy / (y + y);
    }
}

/// <summary>Adds <c>x.Sqrt()</c> to nodes.</summary>
public static class SqrtExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SqrtOp{T}"/>
        public Node<T> Sqrt() => x.Tape.Record(new SqrtOp<T>(x));
    }
}
