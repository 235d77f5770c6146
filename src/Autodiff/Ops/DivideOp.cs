using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Quotient, elementwise: y = a / b.
/// Pullback: da = dy / b, db = -a dy / b^2. Shapes are broadcast, and each pullback is summed over stretched axes.
/// </summary>
public sealed class DivideOp<T>(Node<T> a, Node<T> b) : BinaryOp<T>(a, b, "Divide")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute<Function>();

    /// <inheritdoc/>
    public override void Pullback() => PullBack<Function>();

    private readonly struct Function : IVectorFunction2<T>
    {
        public static TSimd Value<TSimd>(TSimd a, TSimd b)
            where TSimd : struct, ISimd<TSimd, T> => a / b;

        public static TSimd PullA<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => dy / b;

        public static TSimd PullB<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.Zero - a * dy / (b * b);
    }
}

/// <summary>Adds <c>a.Divide(b)</c> and <c>a / b</c> to nodes.</summary>
public static class DivideExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="DivideOp{T}"/>
        public Node<T> Divide(Node<T> b) => a.Tape.Record(new DivideOp<T>(a, b));

        /// <inheritdoc cref="DivideOp{T}"/>
        public static Node<T> operator /(Node<T> left, Node<T> right) => left.Divide(right);
    }
}
