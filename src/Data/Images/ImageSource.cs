using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>
/// A labelled set of pictures whose pixels are kept as bytes, channels first, and normalised when they are read: sample [c, y, x] = (p / 255 -
/// mean_c) / deviation_c.
/// </summary>
public abstract class ImageSource<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] table;
    private readonly int plane;

    /// <summary>A set of pictures of shape [C, H, W].</summary>
    protected ImageSource(Shape sampleShape, int count, IReadOnlyList<string> classNames, Normalisation normalisation)
    {
        (SampleShape, Count, ClassNames, Normalisation) = (sampleShape, count, classNames, normalisation);
        table = normalisation.Table<T>(sampleShape[0]);
        plane = sampleShape.CountOf(1..);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Shape SampleShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How bytes become samples.</summary>
    public Normalisation Normalisation { get; }

    /// <inheritdoc/>
    public abstract int Label(int index);

    /// <summary>The pixels of a picture before normalisation, [C, H, W].</summary>
    public abstract ReadOnlySpan<byte> Pixels(int index);

    /// <inheritdoc/>
    public void Read(int index, ulong draw, Span<T> destination)
    {
        var pixels = Pixels(index);
        if (destination.Length != pixels.Length)
        {
            throw new ShapeException($"Read: a sample of shape {SampleShape} has {pixels.Length} numbers, but the destination has {destination.Length}.");
        }

        for (var channel = 0; channel < SampleShape[0]; channel++)
        {
            var values = table.AsSpan(channel * 256, 256);
            var source = pixels.Slice(channel * plane, plane);
            var target = destination.Slice(channel * plane, plane);
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = values[source[i]];
            }
        }
    }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> unless 0 &lt;= index &lt; Count.</summary>
    protected void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"Sample {index} does not exist: the set has the samples 0 to {Count - 1}.");
        }
    }
}
