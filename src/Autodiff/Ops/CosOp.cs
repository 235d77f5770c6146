using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Cosine of radians, elementwise: y = cos(x).  Pullback: dx = -sin(x) dy.</summary>
public sealed class CosOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => ComputeEach<Function>();

    /// <inheritdoc/>
    public override void Pullback() => PullBackEach<Function>();

    private readonly struct Function : IScalarFunction<T>
    {
        public static T Value(T x) => T.Cos(x);

        public static T Slope(T x, T y) => -T.Sin(x);
    }
}

/// <summary>Adds <c>x.Cos()</c> to nodes.</summary>
public static class CosExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="CosOp{T}"/>
        public Node<T> Cos() => x.Tape.Record(new CosOp<T>(x));
    }
}
