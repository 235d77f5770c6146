using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Product, elementwise: y = a b.  Pullback: da = b dy, db = a dy. Shapes are broadcast, and each pullback is summed over stretched axes.</summary>
public sealed class MultiplyOp<T>(Node<T> a, Node<T> b) : BinaryOp<T, MultiplyOp<T>.Function>(a, b, "Multiply")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>a b and its slopes.</summary>
    public readonly struct Function : IBinaryFunction<T>
    {
        static Vector512<T> IBinaryFunction<T>.Value(Vector512<T> a, Vector512<T> b) => a * b;

        static Vector512<T> IBinaryFunction<T>.PullA(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => b * dy;

        static Vector512<T> IBinaryFunction<T>.PullB(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => a * dy;
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
