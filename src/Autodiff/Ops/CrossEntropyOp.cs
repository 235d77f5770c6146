using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels.Elementwise;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Cross-entropy of the softmax of logits [n, classes] against integer targets t_s, averaged over the n samples:
/// L = (1/n) sum_s ( ln sum_j e^(z_sj) - z_(s, t_s) ).
/// Pullback: dz_sj = dL (softmax(z_s)_j - [j = t_s]) / n. Every forward pass reads <see cref="Targets"/> anew and throws where one is not a class.
/// </summary>
public sealed class CrossEntropyOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> logits;
    private readonly int[] targets;
    private readonly T[] probabilities;

    /// <summary>The op with a copy of <paramref name="targets"/>, one per sample.</summary>
    public CrossEntropyOp(Node<T> logits, ReadOnlySpan<int> targets)
        : base(Shape.Scalar, logits)
    {
        if (logits.Shape.Rank != 2 || logits.Shape.Count == 0)
        {
            throw new ShapeException($"CrossEntropy: logits of shape {logits.Shape} are not [samples, classes] with at least one of each.");
        }

        if (targets.Length != logits.Shape[0])
        {
            throw new ShapeException(
                $"CrossEntropy: logits of shape {logits.Shape} have {logits.Shape[0]} samples, but {targets.Length} targets were given.");
        }

        (this.logits, this.targets, probabilities) = (logits, targets.ToArray(), new T[logits.Shape.Count]);
    }

    /// <summary>The class of each sample, in [0, classes). Change them before the tape runs forward again.</summary>
    public Span<int> Targets => targets;

    /// <summary>The softmax of the logits, [n, classes] row-major, as of the last forward pass.</summary>
    public ReadOnlySpan<T> Probabilities => probabilities;

    /// <inheritdoc/>
    public override void Forward()
    {
        var (classes, loss) = (logits.Shape[1], T.Zero);
        for (var s = 0; s < targets.Length; s++)
        {
            if ((uint)targets[s] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"CrossEntropy: target {targets[s]} of sample {s} is not a class: logits of shape {logits.Shape} have the classes 0 to {classes - 1}.");
            }

            loss += Surprise(logits.Value.Span.Slice(s * classes, classes), probabilities.AsSpan(s * classes, classes), targets[s]);
        }

        Value.Span[0] = loss / T.CreateTruncating(targets.Length);
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        var scale = Gradient.Span[0] / T.CreateTruncating(targets.Length);
        var classes = logits.Shape[1];
        var dz = logits.Gradient.Span;
        for (var i = 0; i < dz.Length; i++)
        {
            dz[i] += scale * probabilities[i];
        }

        for (var s = 0; s < targets.Length; s++)
        {
            dz[s * classes + targets[s]] -= scale;
        }
    }

    /// <summary>-ln softmax(z)_target of one sample, and the softmax itself.</summary>
    private static T Surprise(ReadOnlySpan<T> z, Span<T> softmax, int target)
    {
        var (largest, sum) = SoftmaxLine.Exponentials(z, softmax);
        SoftmaxLine.Divide(softmax, sum);
        return T.Log(sum) - (z[target] - largest);
    }
}

/// <summary>Adds <c>logits.CrossEntropy(targets)</c> to nodes.</summary>
public static class CrossEntropyExtension
{
    extension<T>(Node<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="CrossEntropyOp{T}"/>
        public CrossEntropyOp<T> CrossEntropy(params ReadOnlySpan<int> targets) => logits.Tape.Record(new CrossEntropyOp<T>(logits, targets));
    }
}
