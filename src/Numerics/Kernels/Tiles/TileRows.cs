using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>How many rows a register tile has.</summary>
internal static class TileRows
{
    /// <summary>The most rows of two vectors without spilling: 12 with 32 registers, which come with 512-bit vectors, else 6.</summary>
    public static int Most<TSimd>() => Unsafe.SizeOf<TSimd>() == 64 ? 12 : 6;

    /// <summary>The rows of the next tile: as many as possible, but two equal tiles rather than a full one and a thin one.</summary>
    public static int Next(int left, int most) =>
        most == 12
            ? left >= 12 && left != 16 ? 12 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1
            : left >= 6 && left != 8 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}
