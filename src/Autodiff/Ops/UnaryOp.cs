using System.Numerics;
using QXai.Numerics.Kernels.Elementwise;

namespace QXai.Autodiff.Ops;

/// <summary>
/// An elementwise op of one operand: y = f(x).
/// Pullback: dx = f'(x) dy. The op names its f in a struct, and the loops here inline it.
/// </summary>
public abstract class UnaryOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;

    private protected UnaryOp(Node<T> x)
        : base(x.Shape, x)
    {
        this.x = x;
    }

    /// <summary>y = f(x), in vectors.</summary>
    private protected void Compute<TFunction>(TFunction f)
        where TFunction : struct, IVectorFunction<T> =>
        VectorFunction.Map<T, TFunction>(f, x.Value.Span, Value.Span);

    /// <summary>dx += f'(x) dy, in vectors.</summary>
    private protected void PullBack<TFunction>(TFunction f)
        where TFunction : struct, IVectorFunction<T> =>
        VectorFunction.AddPulled<T, TFunction>(f, x.Value.Span, Value.Span, Gradient.Span, x.Gradient.Span);

    /// <summary>y = f(x), number by number.</summary>
    private protected void ComputeEach<TFunction>()
        where TFunction : struct, IScalarFunction<T>
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            y[i] = TFunction.Value(source[i]);
        }
    }

    /// <summary>dx += f'(x) dy, number by number.</summary>
    private protected void PullBackEach<TFunction>()
        where TFunction : struct, IScalarFunction<T>
    {
        ReadOnlySpan<T> source = x.Value.Span;
        ReadOnlySpan<T> y = Value.Span[..source.Length], dy = Gradient.Span[..source.Length];
        var dx = x.Gradient.Span[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            dx[i] += TFunction.Slope(source[i], y[i]) * dy[i];
        }
    }
}
