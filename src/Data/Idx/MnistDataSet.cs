using System.Numerics;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Idx;

/// <summary>
/// Handwritten digits (or any ten-class set in the same files) from a pair of IDX files, kept as the raw bytes: 47 MB for the 60,000 training
/// pictures of MNIST.
/// Sample [0, y, x] = (pixel / 255 - mean) / deviation. Made by <see cref="Mnist"/>.
/// </summary>
public sealed class MnistDataSet<T> : ImageSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    internal MnistDataSet(Shape sampleShape, byte[] pixels, byte[] labels, Normalisation normalisation)
        : base(sampleShape, labels.Length, Mnist.Digits, normalisation)
    {
        (this.pixels, this.labels) = (pixels, labels);
    }

    /// <summary>The same pictures in another precision or under another normalisation; shares the bytes.</summary>
    public MnistDataSet<TOther> As<TOther>(Normalisation? normalisation = null)
        where TOther : unmanaged, IFloatingPointIeee754<TOther> => new(SampleShape, pixels, labels, normalisation ?? Normalisation);

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return labels[index];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return pixels.AsSpan(index * SampleShape.Count, SampleShape.Count);
    }
}
