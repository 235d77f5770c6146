using System.Numerics;
using System.Runtime.Intrinsics;

namespace QXai.Autodiff.Ops;

/// <summary>Rectifier that leaks, elementwise: y = x where x &gt; 0, else slope x.  Pullback: dx = dy where x &gt; 0, else slope dy.</summary>
public sealed class LeakyReluOp<T>(Node<T> x, T slope) : VectorUnaryOp<T, LeakyReluOp<T>.Function>(x, new(slope))
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The factor for negative x.</summary>
    public T Slope => Definition.Slope;

    /// <summary>The leaking rectifier and its slope.</summary>
    public readonly struct Function(T slope) : IVectorFunction<T>
    {
        /// <summary>The factor for negative x.</summary>
        public T Slope { get; } = slope;

        Vector512<T> IVectorFunction<T>.Value(Vector512<T> x) => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<T>.Zero), x, x * Slope);

        Vector512<T> IVectorFunction<T>.Pull(Vector512<T> x, Vector512<T> y, Vector512<T> dy) => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<T>.Zero), dy, dy * Slope);
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
