using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>Some samples of a data set, in an order of their own. Sample i is sample indices[i] of the whole.</summary>
public sealed class Subset<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IBatchSource<T> source;
    private readonly int[] indices;

    /// <summary>The samples at <paramref name="indices"/>. Throws <see cref="ArgumentOutOfRangeException"/> where the whole has no such sample.</summary>
    public Subset(IBatchSource<T> source, ReadOnlySpan<int> indices)
    {
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)source.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), $"Subset: sample {index} does not exist: the set has the samples 0 to {source.Count - 1}.");
            }
        }

        (this.source, this.indices) = (source, indices.ToArray());
    }

    /// <summary>Which sample of the whole each sample is.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public Shape SampleShape => source.SampleShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => source.ClassNames;

    /// <inheritdoc/>
    public int Label(int index) => source.Label(indices[index]);

    /// <inheritdoc/>
    public void Read(int index, ulong draw, Span<T> destination) => source.Read(indices[index], draw, destination);
}

/// <summary>Adds <c>source.First(n)</c> and <c>source.Split(share, seed)</c> to data sets.</summary>
public static class SubsetExtension
{
    extension<T>(IBatchSource<T> source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>The first <paramref name="count"/> samples, or all of them where there are fewer.</summary>
        public Subset<T> First(int count)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            return new Subset<T>(source, [.. Enumerable.Range(0, Math.Min(count, source.Count))]);
        }

        /// <summary>
        /// Parts the set in two at random, class by class: the second part gets the rounded <paramref name="share"/> of each class's samples, the
        /// first the others; both keep the order of the whole. Equal seeds give equal parts. Throws <see cref="ArgumentOutOfRangeException"/> unless
        /// 0 &lt;= share &lt;= 1.
        /// </summary>
        public (Subset<T> Kept, Subset<T> Held) Split(double share, ulong seed)
        {
            if (!(share is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(share), FormattableString.Invariant($"Split: the share is {share}, but 0 to 1 is expected."));
            }

            var held = new bool[source.Count];
            foreach (var group in Enumerable.Range(0, source.Count).GroupBy(source.Label))
            {
                var members = group.ToArray();
                new SeededRandom(SeededRandom.Mix(seed, (ulong)group.Key)).Shuffle<int>(members);
                foreach (var index in members.AsSpan(0, (int)Math.Round(share * members.Length)))
                {
                    held[index] = true;
                }
            }

            int[] Where(bool isHeld) => [.. Enumerable.Range(0, held.Length).Where(index => held[index] == isHeld)];
            return (new Subset<T>(source, Where(false)), new Subset<T>(source, Where(true)));
        }
    }
}
