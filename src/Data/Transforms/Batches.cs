using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// Deals out a data set in batches. In each epoch the samples come in another random order, which depends on seed and epoch only; the <c>draw</c> of
/// a sample depends on seed, epoch and the sample. The last batch of an epoch may be smaller. Filling allocates nothing. For one thread at a time;
/// several may each have their own, and get the same batches.
/// </summary>
public sealed class Batches<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IBatchSource<T> source;
    private readonly ulong seed;
    private readonly int[] order;
    private readonly SeededRandom random = new(0);
    private int shuffled = -1;

    /// <summary>Batches of <paramref name="size"/> samples.</summary>
    public Batches(IBatchSource<T> source, int size, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        (this.source, Size, this.seed) = (source, size, seed);
        order = new int[source.Count];
    }

    /// <summary>Samples per batch, but for the last one of an epoch.</summary>
    public int Size { get; }

    /// <summary>Batches per epoch.</summary>
    public int Steps => (source.Count + Size - 1) / Size;

    /// <summary>The random order of the samples in an epoch.</summary>
    public ReadOnlySpan<int> Order(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (shuffled != epoch)
        {
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            random.Reseed(SeededRandom.Mix(seed, (ulong)epoch));
            random.Shuffle<int>(order);
            shuffled = epoch;
        }

        return order;
    }

    /// <summary>
    /// Fills a batch and returns how many samples it has. <paramref name="samples"/> is [Size, C, H, W] and <paramref name="labels"/> [Size]; what a
    /// smaller last batch leaves free is not touched. Throws <see cref="ShapeException"/> where the spans have other lengths.
    /// </summary>
    public int Fill(int epoch, int step, Span<T> samples, Span<int> labels)
    {
        var length = source.SampleShape.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Steps);
        if (samples.Length != (long)Size * length || labels.Length != Size)
        {
            throw new ShapeException(
                $"Fill: a batch of {Size} samples of shape {source.SampleShape} has {(long)Size * length} numbers and {Size} labels, "
                + $"but {samples.Length} and {labels.Length} were given.");
        }

        var order = Order(epoch);
        var batch = order[(step * Size)..Math.Min((step + 1) * Size, order.Length)];
        for (var i = 0; i < batch.Length; i++)
        {
            labels[i] = source.Label(batch[i]);
            source.Read(batch[i], SeededRandom.Mix(SeededRandom.Mix(seed, ~(ulong)epoch), (ulong)batch[i]), samples.Slice(i * length, length));
        }

        return batch.Length;
    }
}
