using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Inverse tangent in radians, elementwise: y = atan(x), in (-pi/2, pi/2).  Pullback: dx = dy / (1 + x^2).</summary>
public sealed class AtanOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => ComputeEach<Function>();

    /// <inheritdoc/>
    public override void Pullback() => PullBackEach<Function>();

    private readonly struct Function : IScalarFunction<T>
    {
        public static T Value(T x) => T.Atan(x);

        public static T Slope(T x, T y) => T.One / (T.One + x * x);
    }
}

/// <summary>Adds <c>x.Atan()</c> to nodes.</summary>
public static class AtanExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="AtanOp{T}"/>
        public Node<T> Atan() => x.Tape.Record(new AtanOp<T>(x));
    }
}
