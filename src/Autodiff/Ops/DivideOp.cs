using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Quotient, elementwise: y = a / b.  Pullback: da = dy / b, db = -a dy / b^2. Shapes are broadcast, and each pullback is summed over stretched axes.</summary>
public sealed class DivideOp<T>(Node<T> a, Node<T> b) : BinaryOp<T, DivideOp<T>.Function>(a, b, "Divide")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>a / b and its slopes.</summary>
    public readonly struct Function : IBinaryFunction<T>
    {
        static Vector512<T> IBinaryFunction<T>.Value(Vector512<T> a, Vector512<T> b) => a / b;

        static Vector512<T> IBinaryFunction<T>.PullA(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => dy / b;

        static Vector512<T> IBinaryFunction<T>.PullB(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => -a * dy / (b * b);
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
