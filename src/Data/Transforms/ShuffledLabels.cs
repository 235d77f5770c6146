using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// A data set whose labels are dealt out anew: a permutation of the true ones, so that every class keeps its number of samples while picture and label
/// have nothing to do with each other. What a model trained on it shows in explanations is not learnt. Adebayo et al., 2018, section 4.
/// </summary>
public sealed class ShuffledLabels<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IBatchSource<T> source;
    private readonly int[] labels;

    /// <summary>The samples of <paramref name="source"/> with its labels permuted; equal seeds give equal permutations.</summary>
    public ShuffledLabels(IBatchSource<T> source, ulong seed)
    {
        this.source = source;
        labels = [.. Enumerable.Range(0, source.Count).Select(source.Label)];
        new SeededRandom(seed).Derive(0x1ABE1).Shuffle<int>(labels);
    }

    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public Shape SampleShape => source.SampleShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => source.ClassNames;

    /// <inheritdoc/>
    public int Label(int index) => labels[index];

    /// <inheritdoc/>
    public void Read(int index, ulong draw, Span<T> destination) => source.Read(index, draw, destination);
}
