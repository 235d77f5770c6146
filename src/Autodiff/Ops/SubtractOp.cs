using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Difference, elementwise: y = a - b.  Pullback: da = dy, db = -dy. Shapes are broadcast, and each pullback is summed over stretched axes.</summary>
public sealed class SubtractOp<T>(Node<T> a, Node<T> b) : BinaryOp<T, SubtractOp<T>.Function>(a, b, "Subtract")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>a - b and its slopes.</summary>
    public readonly struct Function : IBinaryFunction<T>
    {
        static Vector512<T> IBinaryFunction<T>.Value(Vector512<T> a, Vector512<T> b) => a - b;

        static Vector512<T> IBinaryFunction<T>.PullA(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => dy;

        static Vector512<T> IBinaryFunction<T>.PullB(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => -dy;
    }
}

/// <summary>Adds <c>a.Subtract(b)</c> and <c>a - b</c> to nodes.</summary>
public static class SubtractExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SubtractOp{T}"/>
        public Node<T> Subtract(Node<T> b) => a.Tape.Record(new SubtractOp<T>(a, b));

        /// <inheritdoc cref="SubtractOp{T}"/>
        public static Node<T> operator -(Node<T> left, Node<T> right) => left.Subtract(right);
    }
}
