using System.Numerics;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Rectifier that leaks, elementwise: y = x where x &gt; 0, else slope x.  Pullback: dx = dy where x &gt; 0, else slope dy.
/// </summary>
public sealed class LeakyReluOp<T>(Node<T> x, T slope) : Node<T>(x.Shape, x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The factor for negative x.</summary>
    public T Slope { get; } = slope;

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        var y = Value.Span[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            y[i] = source[i] * Factor(source[i]);
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        ReadOnlySpan<T> source = x.Value.Span;
        ReadOnlySpan<T> dy = Gradient.Span[..source.Length];
        var dx = x.Gradient.Span[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            dx[i] += dy[i] * Factor(source[i]);
        }
    }

    private T Factor(T x) => x > T.Zero ? T.One : Slope;
}

/// <summary>Adds <c>x.LeakyRelu()</c> to nodes.</summary>
public static class LeakyReluExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="LeakyReluOp{T}"/>
        public Node<T> LeakyRelu(double slope = 0.01) => x.Tape.Record(new LeakyReluOp<T>(x, T.CreateChecked(slope)));
    }
}
