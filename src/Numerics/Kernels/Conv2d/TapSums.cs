// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// What convolution is at any stride, forward and back to data, once the planes are padded:
/// y[r, i, j] = bias[r] + sum_k weight[r, k] planes[offset[k] + i pitch + j]: one term k per input channel and kernel tap, whose offset says where
/// its shifted plane begins.
/// Vectorised over the pixels; a tile of <see cref="OuterProducts{TRow, TSimd, T, TA, TB, TC}"/> covers two vectors of them and up to twelve channels
/// r, and reads the planes where they lie: nothing is copied per tap. Rows that fill whole vectors well are taken vector by vector and written in
/// place; others as one run q = i pitch + j across the ends of rows, whose sums go through a small buffer because some belong to no pixel.
/// </summary>
internal static class TapSums<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FewChannels = 4;

    /// <summary>Computes the whole grid for all channels. <paramref name="tile"/> has room for two vectors per channel, or four for up to four
    /// channels; the planes are readable for four vectors beyond their end.</summary>
    public static void Sum(int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T planes, TapGrid grid, ref T tile, TapTarget<T> target)
    {
        if (channels > FewChannels && target.IsContiguous && grid.RowsFillVectors(TSimd.Lanes))
        {
            ByRows(channels, offsets, in weight, in planes, grid, ref tile, target);
        }
        else
        {
            AsOneRun(channels, offsets, in weight, in planes, grid, ref tile, target);
        }
    }

    /// <summary>Takes the vectors of all rows two by two. In rows of one to two vectors the second ends with the row and overlaps the first.</summary>
    private static void ByRows(
        int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T planes, TapGrid grid, ref T tile, TapTarget<T> target)
    {
        var width = 2 * TSimd.Lanes;
        var perRow = (grid.Width + TSimd.Lanes - 1) / TSimd.Lanes;
        var second = perRow == 2 ? grid.Width - TSimd.Lanes : TSimd.Lanes;
        for (var vector = 0; vector < grid.Height * perRow; vector += 2)
        {
            var (i, j) = (vector / perRow, vector % perRow * second);
            ref readonly var corner = ref Unsafe.Add(ref Unsafe.AsRef(in planes), i * grid.Pitch + j);
            if (vector + 1 == grid.Height * perRow)
            {
                Tile<Row1<TSimd, T>>(channels, offsets, in weight, in corner, 0, ref tile, width, target);
                target.Deliver<TSimd>(channels, i, j, Math.Min(grid.Width - j, TSimd.Lanes), ref tile, width);
                break;
            }

            var (nextI, nextJ) = ((vector + 1) / perRow, (vector + 1) % perRow * second);
            var (count, nextCount) = (Math.Min(grid.Width - j, TSimd.Lanes), Math.Min(grid.Width - nextJ, TSimd.Lanes));
            var (gapIn, gapOut) = (grid.At(nextI, nextJ) - grid.At(i, j), target.At(0, nextI, nextJ) - target.At(0, i, j));
            if (target.At(channels - 1, nextI, nextJ) + TSimd.Lanes > target.Length)
            {
                Tile<Row2<TSimd, T>>(channels, offsets, in weight, in corner, gapIn, ref tile, width, target);
                target.Deliver<TSimd>(channels, i, j, count, ref tile, width);
                target.Deliver<TSimd>(channels, nextI, nextJ, nextCount, ref Unsafe.Add(ref tile, TSimd.Lanes), width);
            }
            else if (count == TSimd.Lanes && nextCount == TSimd.Lanes)
            {
                Rows(
                    channels, offsets, in weight, in corner, gapIn, target, ref target.First(i, j),
                    new WholeRows<Row2<TSimd, T>, TSimd, T>(gapOut, target.Add));
            }
            else
            {
                var mask = new Row2<TSimd, T>(TSimd.FirstLanes(count), TSimd.FirstLanes(nextCount));
                Rows(
                    channels, offsets, in weight, in corner, gapIn, target, ref target.First(i, j),
                    new MaskedRows<Row2<TSimd, T>, TSimd, T>(mask, gapOut, target.Add));
            }
        }
    }

    /// <summary>Takes the run in tiles of two vectors, or four where there are few channels: a tile needs eight accumulators to hide the latency of
    /// multiply-adds.</summary>
    private static void AsOneRun(
        int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T planes, TapGrid grid, ref T tile, TapTarget<T> target)
    {
        var width = (channels > FewChannels ? 2 : 4) * TSimd.Lanes;
        for (var q = 0; q < grid.RunLength; q += width)
        {
            var count = Math.Min(grid.RunLength - q, width);
            ref readonly var corner = ref Unsafe.Add(ref Unsafe.AsRef(in planes), q);
            if (count <= TSimd.Lanes)
            {
                Tile<Row1<TSimd, T>>(channels, offsets, in weight, in corner, TSimd.Lanes, ref tile, width, target);
            }
            else if (count <= 2 * TSimd.Lanes)
            {
                Tile<Row2<TSimd, T>>(channels, offsets, in weight, in corner, TSimd.Lanes, ref tile, width, target);
            }
            else
            {
                Tile<Row4<TSimd, T>>(channels, offsets, in weight, in corner, TSimd.Lanes, ref tile, width, target);
            }

            for (var i = q / grid.Pitch; i * grid.Pitch < q + count; i++)
            {
                var start = Math.Max(q, i * grid.Pitch);
                var end = Math.Min(q + count, i * grid.Pitch + grid.Width);
                if (start < end)
                {
                    target.Deliver<TSimd>(channels, i, start - i * grid.Pitch, end - start, ref Unsafe.Add(ref tile, start - q), width);
                }
            }
        }
    }

    /// <summary>The sums of one tile into its buffer.</summary>
    private static void Tile<TRow>(
        int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T corner, nint gap, ref T tile, int width, TapTarget<T> target)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var zero = T.Zero;
        ref readonly var start = ref target.Bias.IsEmpty ? ref zero : ref target.Bias[0];
        OuterProducts<TRow, TSimd, T, EvenColumns, TabledRows, WholeRows<TRow, TSimd, T>>.Sum(
            channels, offsets.Length, in weight, new EvenColumns(offsets.Length, 1), in corner, new TabledRows(gap, in offsets[0]),
            in start, target.Bias.IsEmpty ? 0 : 1, ref tile, width, new(TSimd.Lanes, add: false));
    }

    /// <summary>The sums of one tile to where they belong.</summary>
    private static void Rows<TResult>(
        int channels, ReadOnlySpan<int> offsets, ref readonly T weight, ref readonly T corner, nint gap, TapTarget<T> target, ref T first, TResult result)
        where TResult : struct, IResult<Row2<TSimd, T>, T>
    {
        var zero = T.Zero;
        ref readonly var start = ref target.Bias.IsEmpty ? ref zero : ref target.Bias[0];
        OuterProducts<Row2<TSimd, T>, TSimd, T, EvenColumns, TabledRows, TResult>.Sum(
            channels, offsets.Length, in weight, new EvenColumns(offsets.Length, 1), in corner, new TabledRows(gap, in offsets[0]),
            in start, target.Bias.IsEmpty ? 0 : 1, ref first, target.Channel, result);
    }
}
