using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Rectifier, elementwise: y = max(x, 0).  Pullback: dx = dy where x &gt; 0, else 0 (the slope at 0 is taken as 0). What is not a number stays so.</summary>
public sealed class ReluOp<T>(Node<T> x) : VectorUnaryOp<T, ReluOp<T>.Function>(x, default)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>max(x, 0) and its slope.</summary>
    public readonly struct Function : IVectorFunction<T>
    {
        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<T>.Zero));

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => dy & Vector512.GreaterThan(x, Vector512<T>.Zero);
    }
}

/// <summary>Adds <c>x.Relu()</c> to nodes.</summary>
public static class ReluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ReluOp{T}"/>
        public Node<T> Relu() => x.Tape.Record(new ReluOp<T>(x));
    }
}
