using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>An elementwise op: y = f(x).  Pullback: dx = f'(x) dy.</summary>
public abstract class UnaryOp<T, TFunction>(Node<T> x) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, IUnaryFunction<T>
{
    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            y[i] = TFunction.Value(source[i]);
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
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
