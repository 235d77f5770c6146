using System.Numerics;
using QXai.Numerics;

namespace QXai.Nn.Modules;

/// <summary>What must hold between a model and the data it is given.</summary>
internal static class ModelChecks
{
    /// <summary>The sample's label; <see cref="InputException"/> where it is not a class.</summary>
    public static int Label<T>(IBatchSource<T> source, int sample)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var label = source.Label(sample);
        return label >= 0 && label < source.ClassNames.Count
            ? label
            : throw new InputException(
                $"Data: sample {sample} has label {label}, but the {source.ClassNames.Count} classes are numbered 0 to {source.ClassNames.Count - 1}.");
    }

    /// <summary>Refuses an empty source, and one whose samples have another shape than the model takes.</summary>
    public static void CheckSource<T>(Module<T> model, IBatchSource<T> source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.Count < 1)
        {
            throw new InputException("Data: the source has no samples.");
        }

        if (model.SampleShape is { } expected && !expected.Equals(source.SampleShape))
        {
            throw new InputException($"Data: the samples have shape {source.SampleShape}, but the model takes {expected}.");
        }
    }

    /// <summary>Refuses scores that are not one per sample and class.</summary>
    public static void CheckScores(Shape scores, int samples, int classes)
    {
        if (scores.Rank != 2 || scores[0] != samples)
        {
            throw new ShapeException($"Model: for {samples} samples it gives scores of shape {scores}, but [{samples}, classes] is needed.");
        }

        if (scores[1] != classes)
        {
            throw new InputException($"Data: the source has {classes} classes, but the model scores {scores[1]}.");
        }
    }
}
