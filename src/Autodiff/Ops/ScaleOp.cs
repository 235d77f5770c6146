using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>Product with a constant, elementwise: y = c x.  Pullback: dx = c dy.</summary>
public sealed class ScaleOp<T>(Node<T> x, T factor) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>c.</summary>
    public T Factor { get; } = factor;

    /// <inheritdoc/>
    public override void Forward() => Compute(new Function(Factor));

    /// <inheritdoc/>
    public override void Pullback() => PullBack(new Function(Factor));

    private readonly struct Function(T factor) : IVectorFunction<T>
    {
        public TSimd Value<TSimd>(TSimd x)
            where TSimd : struct, ISimd<TSimd, T> => x * TSimd.Broadcast(factor);

        public TSimd Pull<TSimd>(TSimd x, TSimd y, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy * TSimd.Broadcast(factor);
    }
}

/// <summary>Adds <c>x.Scale(c)</c>, <c>c * x</c>, <c>x * c</c> and <c>-x</c> to nodes.</summary>
public static class ScaleExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ScaleOp{T}"/>
        public Node<T> Scale(double factor) => x.Tape.Record(new ScaleOp<T>(x, T.CreateChecked(factor)));

        /// <inheritdoc cref="ScaleOp{T}"/>
        public static Node<T> operator *(double factor, Node<T> operand) => operand.Scale(factor);

        /// <inheritdoc cref="ScaleOp{T}"/>
        public static Node<T> operator *(Node<T> operand, double factor) => operand.Scale(factor);

        /// <inheritdoc cref="ScaleOp{T}"/>
        public static Node<T> operator -(Node<T> operand) => operand.Scale(-1);
    }
}
