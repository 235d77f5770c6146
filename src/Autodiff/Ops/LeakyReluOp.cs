using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>Rectifier that leaks, elementwise: y = x where x &gt; 0, else slope x.  Pullback: dx = dy where x &gt; 0, else slope dy.</summary>
public sealed class LeakyReluOp<T>(Node<T> x, T slope) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The factor for negative x.</summary>
    public T Slope { get; } = slope;

    /// <inheritdoc/>
    public override void Forward() => Compute(new Function(Slope));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(new Function(Slope));

    private readonly struct Function(T slope) : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Select(TSimd.LessThan(TSimd.Zero, x), x, x * TSimd.Broadcast(slope));

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Select(TSimd.LessThan(TSimd.Zero, x), dy, dy * TSimd.Broadcast(slope));
    }
}

/// <summary>Adds <c>x.LeakyRelu(slope)</c> to nodes.</summary>
public static class LeakyReluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="LeakyReluOp{T}"/>
        public Node<T> LeakyRelu(double slope = 0.01) => x.Tape.Record(new LeakyReluOp<T>(x, T.CreateChecked(slope)));
    }
}
