// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Convolution by 3 x 3 kernels, stride 1, in tiles of 2 x 2 outputs (Winograd's minimal filtering F(2 x 2, 3 x 3)): with d the 4 x 4 pixels that a
/// tile reads, y = A^T [ sum_c (G w_c G^T) * (B^T d_c B) ] A, where * multiplies element by element: 16 products per tile and channel instead of 36.
/// B^T = (1 0 -1 0; 0 1 1 0; 0 -1 1 0; 0 1 0 -1), A^T = (1 1 1 0; 0 1 -1 -1), G = (1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1).
/// A tile whose pixels are all 0 has outputs 0 and is not computed: behind rectifiers without bias, the black ground of an image costs nothing.
/// Layout: images channels last, weights [16, C, O], transformed tiles [16, 12, C], products [16, 12, panel], so that everything is vectorised over
/// channels and each of the 16 elements is a small matrix product. Loops, from outside: blocks of 12 tiles, across the ends of rows and images; panels
/// of two vectors of output channels; the 16 elements; channels c. A block stays in the first-level cache.
/// </summary>
internal static class WinogradConvolution<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Computes tiles of images that begin (0, 0) with a border, and hands them to <paramref name="sink"/>; <paramref name="start"/> is how far from an
    /// image's first element its first tile reads.
    /// </summary>
    public static void Run<TSink>(WinogradMemory<T> memory, Images<T> input, int start, TileRange range, TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var (outputs, wide) = (memory.Outputs, 2 * TSimd.Lanes);
        for (int done = 0, total = range.Count * range.Rows * range.Columns; done < total;)
        {
            ref var first = ref Unsafe.Add(ref input.First(0), start);
            var tiles = memory.Pixel == TSimd.Lanes
                ? Transform<TSink, Rows1>(memory, ref first, input.Image, input.Row, range, ref done, total, ref sink)
                : Transform<TSink, Rows2>(memory, ref first, input.Image, input.Row, range, ref done, total, ref sink);
            for (var o = 0; o < outputs && tiles > 0; o += wide)
            {
                if (o + wide <= outputs)
                {
                    Multiply<Row2<TSimd, T>>(memory, o);
                }
                else
                {
                    Multiply<Row1<TSimd, T>>(memory, o);
                }

                Deliver(memory.Places, tiles, o, Math.Min(outputs, o + wide), ref memory.Products.First, ref sink);
            }
        }
    }

    /// <summary>
    /// v = B^T d B for the tiles from <paramref name="done"/> on, until a block of those that are not 0 is full; returns their number. Where a pixel is one
    /// vector (then <typeparamref name="TVectors"/> has one byte), a tile takes over from its left neighbour the two columns that both read. Places are
    /// kept as numbers: a structure written in parts and read as a whole would wait for all stores before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Transform<TSink, TVectors>(
        WinogradMemory<T> memory, ref T images, int image, nint row, TileRange range, ref int done, int total, ref TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
        where TVectors : struct
    {
        var isOneVector = Unsafe.SizeOf<TVectors>() == 1;
        var (count, pixel, block, tile, columns, places) = (0, memory.Pixel, WinogradMemory<T>.Block, done, range.Columns, memory.Places);
        var (skipsZeros, element, lastRow) = (memory.SkipsZeros, block * pixel, range.FirstRow + range.Rows);
        var (i, j) = (tile / columns, tile % columns);
        var n = range.First + i / range.Rows;
        i = range.FirstRow + i % range.Rows;
        ref var v = ref memory.Tiles.First;
        while (count < block && tile < total)
        {
            ref var d = ref Unsafe.Add(ref images, n * image + 2 * i * row + 2 * j * pixel);
            WinogradColumn<TSimd, T> first = default, second = default, third = default, fourth = default;
            TSimd left = TSimd.Zero, right = left;
            if (isOneVector)
            {
                first = WinogradColumn<TSimd, T>.Of(ref d, row, ref left);
                second = WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref d, pixel), row, ref left);
            }

            for (var end = Math.Min(columns, j + total - tile); j < end && count < block; j++, tile++)
            {
                if (isOneVector)
                {
                    right = TSimd.Zero;
                    third = WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref d, 2 * pixel), row, ref right);
                    fourth = WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref d, 3 * pixel), row, ref right);
                }
                else
                {
                    right = WinogradTile<TSimd, T>.Transform(pixel, row, ref d, ref v, element);
                }

                if (skipsZeros && TSimd.IsZero(left | right))
                {
                    for (var o = 0; o < memory.Outputs; o += TSimd.Lanes)
                    {
                        sink.Write(new TilePlace(n, i, j), o, TSimd.Zero, TSimd.Zero, TSimd.Zero, TSimd.Zero);
                    }
                }
                else
                {
                    if (isOneVector)
                    {
                        WinogradColumn<TSimd, T>.Store(first, second, third, fourth, ref v, element);
                    }

                    (places[count], places[count + block], places[count + 2 * block]) = (n, i, j);
                    count++;
                    v = ref Unsafe.Add(ref v, pixel);
                }

                d = ref Unsafe.Add(ref d, 2 * pixel);
                if (isOneVector)
                {
                    (first, second, left) = (third, fourth, right);
                }
            }

            if (j == columns)
            {
                j = 0;
                if (++i == lastRow)
                {
                    (n, i) = (n + 1, range.FirstRow);
                }
            }
        }

        done = tile;
        return count;
    }

    /// <summary>product[e, t, o] = sum_c tile[e, t, c] weight[e, c, o] for a panel of output channels from o on, and a whole block.</summary>
    private static void Multiply<TRow>(WinogradMemory<T> memory, int o)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (block, pixel, outputs, width) = (WinogradMemory<T>.Block, memory.Pixel, memory.Outputs, 2 * TSimd.Lanes);
        var layout = new ProductLayout(memory.Channels, pixel, 1, block * pixel, outputs, memory.Channels * outputs, width, block * width);
        ref var weights = ref Unsafe.Add(ref memory.Weights.First, o);
        if (TileRows.Most<TSimd>() == 12)
        {
            WinogradProducts<TRow, TSimd, T>.Run<Rows12>(ref memory.Tiles.First, ref weights, ref memory.Products.First, in layout, add: false);
            return;
        }

        WinogradProducts<TRow, TSimd, T>.Run<Rows6>(ref memory.Tiles.First, ref weights, ref memory.Products.First, in layout, add: false);
        WinogradProducts<TRow, TSimd, T>.Run<Rows6>(
            ref Unsafe.Add(ref memory.Tiles.First, 6 * pixel), ref weights, ref Unsafe.Add(ref memory.Products.First, 6 * width), in layout, add: false);
    }

    /// <summary>y = A^T product A for the tiles of a block and the channels [o, end), to the sink.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Deliver<TSink>(int[] places, int tiles, int o, int end, ref T products, ref TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var (width, element) = (2 * TSimd.Lanes, (nint)WinogradMemory<T>.Block * 2 * TSimd.Lanes);
        for (var t = 0; t < tiles; t++)
        {
            var place = new TilePlace(places[t], places[t + WinogradMemory<T>.Block], places[t + 2 * WinogradMemory<T>.Block]);
            for (var k = o; k < end; k += TSimd.Lanes)
            {
                ref var product = ref Unsafe.Add(ref products, t * width + k - o);
                Sums(ref product, element, out var u0, out var l0);
                Sums(ref Unsafe.Add(ref product, element), element, out var u1, out var l1);
                Sums(ref Unsafe.Add(ref product, 2 * element), element, out var u2, out var l2);
                Sums(ref Unsafe.Add(ref product, 3 * element), element, out var u3, out var l3);
                sink.Write(place, k, u0 + u1 + u2, u1 - u2 - u3, l0 + l1 + l2, l1 - l2 - l3);
            }
        }
    }

    /// <summary>A^T times one column of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums(ref T product, nint element, out TSimd upper, out TSimd lower)
    {
        var p0 = TSimd.Load(in product, 0);
        var p1 = TSimd.Load(in product, (nuint)(4 * element));
        var p2 = TSimd.Load(in product, (nuint)(8 * element));
        var p3 = TSimd.Load(in product, (nuint)(12 * element));
        (upper, lower) = (p0 + p1 + p2, p1 - p2 - p3);
    }
}
