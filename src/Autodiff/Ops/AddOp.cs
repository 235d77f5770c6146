using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Sum, elementwise: y = a + b.  Pullback: da = dy, db = dy. Shapes are broadcast, and each pullback is summed over stretched axes.</summary>
public sealed class AddOp<T>(Node<T> a, Node<T> b) : BinaryOp<T, AddOp<T>.Function>(a, b, "Add")
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>a + b and its slopes.</summary>
    public readonly struct Function : IBinaryFunction<T>
    {
        static Vector512<T> IBinaryFunction<T>.Value(Vector512<T> a, Vector512<T> b) => a + b;

        static Vector512<T> IBinaryFunction<T>.PullA(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => dy;

        static Vector512<T> IBinaryFunction<T>.PullB(Vector512<T> a, Vector512<T> b, Vector512<T> dy) => dy;
    }
}

/// <summary>Adds <c>a.Add(b)</c> and <c>a + b</c> to nodes.</summary>
public static class AddExtension
{
    extension<T>(Node<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AddOp{T}"/>
        public Node<T> Add(Node<T> b) => a.Tape.Record(new AddOp<T>(a, b));

        /// <inheritdoc cref="AddOp{T}"/>
        public static Node<T> operator +(Node<T> left, Node<T> right) => left.Add(right);
    }
}
