using System.Numerics;

namespace QXai.Numerics;

/// <summary>
/// A labelled data set whose samples are read one by one, in any order and from several threads at once: training reads batches from it without
/// holding more than it needs.
/// </summary>
public interface IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Shape of one sample, channels first: [C, H, W].</summary>
    Shape SampleShape { get; }

    /// <summary>The names of the classes, in the order of the labels.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of a sample, in [0, ClassNames.Count).</summary>
    int Label(int index);

    /// <summary>
    /// Writes the sample, ready for the model (normalised), to <paramref name="destination"/> of length SampleShape.Count. <paramref name="draw"/>
    /// seeds what is random about it (augmentation); equal arguments give equal samples. Safe to call from several threads.
    /// </summary>
    void Read(int index, ulong draw, Span<T> destination);
}
