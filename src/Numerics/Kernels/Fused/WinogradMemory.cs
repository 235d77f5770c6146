using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// What <see cref="WinogradConvolution{TSimd, T}"/> works in, from <paramref name="channels"/> of images with <paramref name="pixel"/> elements per pixel
/// to <paramref name="outputs"/> that fill whole cache lines.
/// </summary>
internal sealed class WinogradMemory<T>(int channels, int pixel, int outputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Tiles that are transformed together.</summary>
    public const int Block = 12;

    public int Channels => channels;

    public int Pixel => pixel;

    public int Outputs => outputs;

    /// <summary>Whether tiles of zeros need no product: not where a weight is infinite or not a number.</summary>
    public bool SkipsZeros { get; set; }

    /// <summary>G w G^T, [16, C, O].</summary>
    public AlignedMemory<T> Weights { get; } = new(16 * channels * outputs);

    /// <summary>B^T d B of the tiles of a block, [16, 12, C].</summary>
    public AlignedMemory<T> Tiles { get; } = new(16 * Block * pixel);

    /// <summary>Products of a block, [16, 12, panel]: a panel is two vectors of any width.</summary>
    public AlignedMemory<T> Products { get; } = new(16 * Block * 2 * AlignedMemory<T>.Line);

    /// <summary>The tiles of a block: their images, rows and columns, [3, 12].</summary>
    public int[] Places { get; } = new int[3 * Block];
}
