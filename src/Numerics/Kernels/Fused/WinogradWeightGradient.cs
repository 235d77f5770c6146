// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// dweight of 3 x 3 kernels with stride 1, the transpose of <see cref="WinogradConvolution{TSimd, T}"/>: with d_t the 4 x 4 pixels that tile t reads and g_t
/// the gradient of its 2 x 2 outputs, dweight[o, c] = G^T [ sum_t (B^T d_t,c B) * (A g_t,o A^T) ] G, where * multiplies element by element: 16 products per
/// tile and pair of channels instead of 36. Tiles without gradient are skipped.
/// Layout: images channels last, transformed tiles [16, 24, C] and [16, 24, O], sums [16, C, O], each of the 16 elements a small matrix product. Loops, from
/// outside: blocks of 24 tiles, across the ends of rows and images; panels of two vectors of o; groups of eight (without AVX-512: four) channels c; the 16
/// elements; tiles t.
/// </summary>
internal static class WinogradWeightGradient<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// kernels[(c, u, v), o] = dweight[o, c, u, v] from x and g, images with a border; a channel that only fills up a pixel has a gradient that means nothing.
    /// </summary>
    public static void Run(WinogradWeightMemory<T> memory, Images<T> x, Images<T> g, TileRange range, ref T kernels)
    {
        memory.Sums.Span.Clear();
        for (int done = 0, total = range.Count * range.Rows * range.Columns; done < total;)
        {
            var tiles = Transform(memory, ref x.First(0), x.Image, x.Row, ref g.At(0, 0, 0), g.Image, g.Row, range, ref done, total);
            for (var o = 0; o < memory.Outputs && tiles > 0; o += 2 * TSimd.Lanes)
            {
                if (o + 2 * TSimd.Lanes <= memory.Outputs)
                {
                    Multiply<Row2<TSimd, T>>(memory, tiles, o);
                }
                else
                {
                    Multiply<Row1<TSimd, T>>(memory, tiles, o);
                }
            }
        }

        WinogradWeights<TSimd, T>.TransformBack(memory.Channels, memory.Pixel, memory.Outputs, ref memory.Sums.First, ref kernels);
    }

    /// <summary>
    /// B^T d B and A g A^T for the tiles from <paramref name="done"/> on, until a block of those that have a gradient is full; returns their number.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Transform(
        WinogradWeightMemory<T> memory, ref T x, int xImage, nint xRow, ref T g, int gImage, nint gRow, TileRange range, ref int done, int total)
    {
        var (count, pixel, outputs, block, tile, columns) = (0, memory.Pixel, memory.Outputs, WinogradWeightMemory<T>.Block, done, range.Columns);
        var (i, j) = (tile / columns, tile % columns);
        var n = range.First + i / range.Rows;
        i = range.FirstRow + i % range.Rows;
        ref var v = ref memory.Tiles.First;
        ref var d = ref memory.Cotangents.First;
        for (; count < block && tile < total; tile++)
        {
            var any = Cotangents(outputs, gRow, ref Unsafe.Add(ref g, n * gImage + 2 * i * gRow + 2 * j * outputs), ref d, block * outputs);
            if (!TSimd.IsZero(any))
            {
                WinogradTile<TSimd, T>.Transform(pixel, xRow, ref Unsafe.Add(ref x, n * xImage + 2 * i * xRow + 2 * j * pixel), ref v, block * pixel);
                v = ref Unsafe.Add(ref v, pixel);
                d = ref Unsafe.Add(ref d, outputs);
                count++;
            }

            if (++j == columns)
            {
                j = 0;
                if (++i == range.FirstRow + range.Rows)
                {
                    (n, i) = (n + 1, range.FirstRow);
                }
            }
        }

        done = tile;
        return count;
    }

    /// <summary>A g A^T for all channels of a tile; what is returned has a bit wherever a gradient has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Cotangents(int outputs, nint row, ref T g, ref T to, nint element)
    {
        var any = TSimd.Zero;
        for (var o = 0; o < outputs; o += TSimd.Lanes)
        {
            ref var upper = ref Unsafe.Add(ref g, o);
            ref var lower = ref Unsafe.Add(ref upper, row);
            var (g00, g01) = (TSimd.Load(in upper, 0), TSimd.Load(in upper, (nuint)outputs));
            var (g10, g11) = (TSimd.Load(in lower, 0), TSimd.Load(in lower, (nuint)outputs));
            any = any | (g00 | g01) | (g10 | g11);
            ref var first = ref Unsafe.Add(ref to, o);
            Row(g00, g01, ref first, element);
            Row(g00 + g10, g01 + g11, ref Unsafe.Add(ref first, 4 * element), element);
            Row(g00 - g10, g01 - g11, ref Unsafe.Add(ref first, 8 * element), element);
            Row(TSimd.Zero - g10, TSimd.Zero - g11, ref Unsafe.Add(ref first, 12 * element), element);
        }

        return any;
    }

    /// <summary>One row times A^T, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TSimd left, TSimd right, ref T to, nint element)
    {
        left.Store(ref to, 0);
        (left + right).Store(ref to, (nuint)element);
        (left - right).Store(ref to, (nuint)(2 * element));
        (TSimd.Zero - right).Store(ref to, (nuint)(3 * element));
    }

    /// <summary>sum[e, c, o] += sum_t tile[e, t, c] cotangent[e, t, o] for a panel of output channels from o on.</summary>
    private static void Multiply<TRow>(WinogradWeightMemory<T> memory, int tiles, int o)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (block, pixel, outputs) = (WinogradWeightMemory<T>.Block, memory.Pixel, memory.Outputs);
        var layout = new ProductLayout(tiles, 1, pixel, block * pixel, outputs, block * outputs, outputs, pixel * outputs);
        ref var cotangents = ref Unsafe.Add(ref memory.Cotangents.First, o);
        for (var c = 0; c < pixel;)
        {
            ref var from = ref Unsafe.Add(ref memory.Tiles.First, c);
            ref var to = ref Unsafe.Add(ref memory.Sums.First, c * outputs + o);
            if (TileRows.Most<TSimd>() == 12)
            {
                WinogradProducts<TRow, TSimd, T>.Run<Rows8>(ref from, ref cotangents, ref to, in layout, add: true);
                c += 8;
            }
            else
            {
                WinogradProducts<TRow, TSimd, T>.Run<Rows4>(ref from, ref cotangents, ref to, in layout, add: true);
                c += 4;
            }
        }
    }
}
