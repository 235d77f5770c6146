// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// What convolution is at any stride, forward and back to data, once the planes are padded:
/// y[r, i, j] = sum_k weight[r, k] planes[offset[k] + i pitch + j]: one term k per input channel and kernel tap, whose offset says where its shifted plane begins.
/// Vectorised over the pixels q = i pitch + j, which run on across the ends of rows: the few sums that belong to no pixel are dropped. The tile of
/// <see cref="OuterProducts{TRow, TSimd, T}"/> covers two vectors of pixels and up to twelve channels r, and reads the planes where they lie: nothing is copied per tap.
/// </summary>
internal static class TapSums<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Pixels per tile.</summary>
    public static int TileWidth => 2 * TSimd.Lanes;

    /// <summary>Computes the whole grid [height, width] for all channels. <paramref name="tile"/> has room for channels x <see cref="TileWidth"/> numbers; the planes are readable for one tile beyond their end.</summary>
    public static void Sum(int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T planes, int height, int width, int pitch, ref T tile, TapTarget<T> target)
    {
        var pixels = (height - 1) * pitch + width;
        for (var q = 0; q < pixels; q += TileWidth)
        {
            var count = Math.Min(pixels - q, TileWidth);
            ref readonly var corner = ref Unsafe.Add(ref Unsafe.AsRef(in planes), q);
            if (count <= TSimd.Lanes)
            {
                Tile<Row1<TSimd, T>>(channels, offsets, in weight, in corner, ref tile);
            }
            else
            {
                Tile<Row2<TSimd, T>>(channels, offsets, in weight, in corner, ref tile);
            }

            for (var i = q / pitch; i * pitch < q + count; i++)
            {
                var start = Math.Max(q, i * pitch);
                var end = Math.Min(q + count, i * pitch + width);
                if (start < end)
                {
                    target.Deliver<TSimd>(channels, i, start - i * pitch, end - start, ref Unsafe.Add(ref tile, start - q), TileWidth);
                }
            }
        }
    }

    private static void Tile<TRow>(int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T corner, ref T tile)
        where TRow : struct, IRow<TRow, TSimd, T> =>
        OuterProducts<TRow, TSimd, T>.Sum(channels, offsets.Length, in weight, offsets.Length, new Strided(1), in corner, new Tabled(in offsets[0]), ref tile, TileWidth, add: false);
}
