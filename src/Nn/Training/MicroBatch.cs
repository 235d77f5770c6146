using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Training;

/// <summary>
/// A recorded tape for a fixed number of samples: images in, cross-entropy out. It is run again and again with other samples and, for each slot,
/// other memory for the gradients; one worker owns it.
/// </summary>
internal sealed class MicroBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tape<T> tape;
    private readonly Leaf<T> images;
    private readonly Node<T> scores;
    private readonly CrossEntropyOp<T> loss;
    private readonly Leaf<T>[] leaves;
    private readonly Tensor<T> cotangent = new(Shape.Scalar);

    public MicroBatch(Module<T> model, IBatchSource<T> source, int samples, bool fuses = true)
    {
        tape = new Tape<T>(training: true) { Fuses = fuses };
        images = tape.Input(new Tensor<T>(new Shape([samples, .. source.SampleShape.Extents])));
        scores = ApplyWithoutTrace(model);
        ModelChecks.CheckScores(scores.Shape, samples, source.ClassNames.Count);
        loss = scores.CrossEntropy(new int[samples]);
        leaves = [.. model.Parameters.Select(tape.Use)];
    }

    /// <summary>
    /// One forward and backward pass over <paramref name="samples"/>, the first of which stands at <paramref name="first"/> in a batch of <paramref
    /// name="batch"/>. The gradients of the batch's mean loss, as far as these samples cause it, overwrite <paramref name="gradients"/>, or are added
    /// where they <paramref name="adds"/> those of other samples. Returns the sum of the samples' losses and how many scored highest on their label.
    /// </summary>
    public (double Loss, int Correct) Run(
        IBatchSource<T> source, ReadOnlySpan<int> samples, int first, int batch, ulong augmentation, ulong draw, Tensor<T>[] gradients, bool adds = false)
    {
        var size = source.SampleShape.Count;
        for (var i = 0; i < samples.Length; i++)
        {
            source.Read(samples[i], SeededRandom.Mix(augmentation, (ulong)samples[i]), images.Value.Span.Slice(i * size, size));
            loss.Targets[i] = ModelChecks.Label(source, samples[i]);
        }

        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i].BindGradient(gradients[i], adds);
        }

        (tape.Draw, tape.FirstSample) = (draw, first);
        tape.Forward();
        cotangent.Span[0] = T.CreateTruncating((double)samples.Length / batch);
        tape.Backward(loss, cotangent);
        return (double.CreateTruncating(loss.Value.Span[0]) * samples.Length, Correct());
    }

    /// <summary>Records the model; recording computes, and so would move running statistics, which are put back.</summary>
    private Node<T> ApplyWithoutTrace(Module<T> model)
    {
        Tensor<T>[] before = [.. model.Buffers.Select(buffer => buffer.Value.Clone())];
        var result = model.Apply(images);
        foreach (var (buffer, value) in model.Buffers.Zip(before))
        {
            value.Span.CopyTo(buffer.Value.Span);
        }

        return result;
    }

    private int Correct()
    {
        var (classes, correct) = (scores.Shape[1], 0);
        for (var i = 0; i < loss.Targets.Length; i++)
        {
            correct += Scores.Highest<T>(scores.Value.Span.Slice(i * classes, classes)) == loss.Targets[i] ? 1 : 0;
        }

        return correct;
    }
}
