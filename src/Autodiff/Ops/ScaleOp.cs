using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Product with a constant, elementwise: y = c x.  Pullback: dx = c dy.</summary>
public sealed class ScaleOp<T>(Node<T> x, T factor) : VectorUnaryOp<T, ScaleOp<T>.Function>(x, new(factor))
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>c.</summary>
    public T Factor => Definition.Factor;

    /// <summary>c x and its slope.</summary>
    public readonly struct Function(T factor) : IVectorFunction<T>
    {
        /// <summary>c.</summary>
        public T Factor { get; } = factor;

        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => x * Factor;

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => dy * Factor;
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
