using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>What <see cref="WinogradForward{TSimd, T}"/> works in.</summary>
internal sealed class WinogradMemory<T>(FusedShape s)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Tiles that are transformed together.</summary>
    public const int Block = 12;

    /// <summary>G w G^T, [16, C, O].</summary>
    public AlignedMemory<T> Weights { get; } = new(16 * s.G.InChannels * s.PaddedOutputs);

    /// <summary>B^T d B of the tiles of a block, [16, 12, C].</summary>
    public AlignedMemory<T> Tiles { get; } = new(16 * Block * s.Pixel);

    /// <summary>Products of a block, [16, 12, panel]: a panel is two vectors of any width.</summary>
    public AlignedMemory<T> Products { get; } = new(16 * Block * 2 * AlignedMemory<T>.Line);
}
