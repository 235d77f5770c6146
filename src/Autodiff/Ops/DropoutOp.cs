using System.Numerics;
using QXai.Numerics.Random;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Dropout: in training y_i = m_i x_i with m_i = 0 with probability p, else 1 / (1 - p); otherwise y = x. Pullback: dx_i = m_i dy_i. Srivastava et
/// al., JMLR 15, 2014. m_i is a hash of <see cref="Tape{T}.Draw"/>, of which dropout on the tape this is, and of the element's position in the whole
/// batch: nothing else, so that neither threads nor the division into micro-batches change it. The first axis of x counts the samples.
/// </summary>
public sealed class DropoutOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly double probability;
    private readonly ulong ordinal;
    private readonly T[] mask, factors;

    /// <summary>The op that drops with <paramref name="probability"/> in [0, 1).</summary>
    public DropoutOp(Node<T> x, double probability)
        : base(x.Shape, x)
    {
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentException($"Dropout: probability {probability} is not in [0, 1).");
        }

        (this.x, this.probability, ordinal) = (x, probability, (ulong)x.Tape.NextRandomNode());
        mask = x.Tape.Training ? new T[x.Value.Length] : [];
        factors = [T.Zero, T.CreateTruncating(1 / (1 - probability))];
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        if (x.Tape.Training)
        {
            DrawMask();
            TensorPrimitives.Multiply<T>(x.Value.Span, mask, Value.Span);
        }
        else
        {
            x.Value.Span.CopyTo(Value.Span);
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        var dx = x.Gradient.Span;
        if (x.Tape.Training)
        {
            TensorPrimitives.MultiplyAdd<T>(Gradient.Span, mask, dx, dx);
        }
        else
        {
            TensorPrimitives.Add<T>(dx, Gradient.Span, dx);
        }
    }

    private void DrawMask()
    {
        var seed = SeededRandom.Mix(x.Tape.Draw, ordinal);
        var first = (ulong)x.Tape.FirstSample * (ulong)x.Shape.CountOf(Math.Min(1, x.Shape.Rank)..);
        var threshold = (ulong)(probability * (1UL << 53));
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = factors[SeededRandom.Mix(seed, first + (ulong)i) >> 11 < threshold ? 0 : 1];
        }
    }
}

/// <summary>Adds <c>x.Dropout(probability)</c> to nodes.</summary>
public static class DropoutExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="DropoutOp{T}"/>
        public Node<T> Dropout(double probability) => x.Tape.Record(new DropoutOp<T>(x, probability));
    }
}
