using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Sine of radians, elementwise: y = sin(x).  Pullback: dx = cos(x) dy.</summary>
public sealed class SinOp<T>(Node<T> x) : UnaryOp<T>(x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward() => ComputeEach<Function>();

    /// <inheritdoc/>
    public override void Pullback() => PullBackEach<Function>();

    private readonly struct Function : IScalarFunction<T>
    {
        public static T Value(T x) => T.Sin(x);

        public static T Slope(T x, T y) => T.Cos(x);
    }
}

/// <summary>Adds <c>x.Sin()</c> to nodes.</summary>
public static class SinExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="SinOp{T}"/>
        public Node<T> Sin() => x.Tape.Record(new SinOp<T>(x));
    }
}
