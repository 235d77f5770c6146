using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>Rectifier, elementwise: y = max(x, 0).  Pullback: dx = dy where x &gt; 0, else 0 (the slope at 0 is taken as 0).</summary>
public sealed class ReluOp<T>(Node<T> x) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Forward()
    {
        var source = x.Value.Span;
        var y = Value.Span;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = source[i] > T.Zero ? source[i] : T.Zero;
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        var source = x.Value.Span;
        var dx = x.Gradient.Span;
        var dy = Gradient.Span;
        for (var i = 0; i < dy.Length; i++)
        {
            dx[i] += source[i] > T.Zero ? dy[i] : T.Zero;
        }
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
