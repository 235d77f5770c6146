using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;
using QXai.Numerics.Simd;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Product, elementwise: y = a b.
/// Pullback: da = b dy, db = a dy. Shapes are broadcast, and each pullback is summed over stretched axes.
/// </summary>
public sealed class MultiplyOp<T>(Node<T> a, Node<T> b) : BinaryOp<T>(a, b, "Multiply")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => Compute<Function>();

    /// <inheritdoc/>
    public override void Pullback() => PullBack<Function>();

    private readonly struct Function : IVectorFunction2<T>
    {
        public static TSimd Value<TSimd>(TSimd a, TSimd b)
            where TSimd : struct, ISimd<TSimd, T> => a * b;

        public static TSimd PullA<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => b * dy;

        public static TSimd PullB<TSimd>(TSimd a, TSimd b, TSimd dy)
            where TSimd : struct, ISimd<TSimd, T> => a * dy;
    }
}

/// <summary>Adds <c>a.Multiply(b)</c> and <c>a * b</c> to nodes.</summary>
public static class MultiplyExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="MultiplyOp{T}"/>
        public Node<T> Multiply(Node<T> b) => a.Tape.Record(new MultiplyOp<T>(a, b));

        /// <inheritdoc cref="MultiplyOp{T}"/>
        public static Node<T> operator *(Node<T> left, Node<T> right) => left.Multiply(right);
    }
}
