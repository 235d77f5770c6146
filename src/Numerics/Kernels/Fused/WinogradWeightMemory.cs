using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// What <see cref="WinogradWeightGradient{TSimd, T}"/> works in, for <paramref name="channels"/> of images with <paramref name="pixel"/> elements per pixel
/// and <paramref name="outputs"/>, both of which fill whole cache lines.
/// </summary>
internal sealed class WinogradWeightMemory<T>(int channels, int pixel, int outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Tiles that are transformed together. Part of the result's definition.</summary>
    public const int Block = 24;

    public int Channels => channels;

    public int Pixel => pixel;

    public int Outputs => outputs;

    /// <summary>B^T d B of the tiles of a block, [16, 24, C].</summary>
    public AlignedMemory<T> Tiles { get; } = new(16 * Block * pixel);

    /// <summary>A g A^T of the tiles of a block, [16, 24, O].</summary>
    public AlignedMemory<T> Cotangents { get; } = new(16 * Block * outputs);

    /// <summary>Their products, summed over tiles, [16, C, O].</summary>
    public AlignedMemory<T> Sums { get; } = new(16 * pixel * outputs);
}
