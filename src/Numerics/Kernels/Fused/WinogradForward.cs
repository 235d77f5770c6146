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
/// Layout: images channels last, weights [16, C, O], transformed tiles [16, 12, C], products [16, 12, panel], so that everything is vectorised over
/// channels and each of the 16 elements is a small matrix product. Loops, from outside: blocks of 12 tiles, across the ends of rows and images; panels
/// of two vectors of output channels; the 16 elements; channels c. A block stays in the first-level cache.
/// </summary>
internal static class WinogradForward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes the tiles [first, first + count) and hands them to <paramref name="sink"/>.</summary>
    public static void Run<TSink>(FusedShape s, WinogradMemory<T> memory, Images<T> input, TileGrid grid, int first, int count, TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var (outputs, wide) = (s.PaddedOutputs, 2 * TSimd.Lanes);
        for (var block = first; block < first + count; block += WinogradMemory<T>.Block)
        {
            var tiles = Math.Min(first + count - block, WinogradMemory<T>.Block);
            for (var t = 0; t < tiles; t++)
            {
                var (n, i, j) = grid.Place(block + t);
                TransformTile(s.Pixel, s.ImageRow, ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 2 * j)), ref Unsafe.Add(ref memory.Tiles.First, t * s.Pixel));
            }

            for (var o = 0; o < outputs; o += wide)
            {
                if (o + wide <= outputs)
                {
                    Multiply<Row2<TSimd, T>>(s, memory, tiles, o);
                }
                else
                {
                    Multiply<Row1<TSimd, T>>(s, memory, tiles, o);
                }

                Deliver(block, tiles, o, Math.Min(outputs, o + wide), ref memory.Products.First, sink);
            }
        }
    }

    /// <summary>v = B^T d B for all channels of one tile.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TransformTile(int pixel, nint row, ref T d, ref T v)
    {
        var element = (nint)WinogradMemory<T>.Block * pixel;
        for (var c = 0; c < pixel; c += TSimd.Lanes)
        {
            Column(ref Unsafe.Add(ref d, c), row, out var a0, out var a1, out var a2, out var a3);
            Column(ref Unsafe.Add(ref d, c + pixel), row, out var b0, out var b1, out var b2, out var b3);
            Column(ref Unsafe.Add(ref d, c + 2 * pixel), row, out var c0, out var c1, out var c2, out var c3);
            Column(ref Unsafe.Add(ref d, c + 3 * pixel), row, out var d0, out var d1, out var d2, out var d3);
            ref var to = ref Unsafe.Add(ref v, c);
            Row(a0, b0, c0, d0, ref to, element);
            Row(a1, b1, c1, d1, ref Unsafe.Add(ref to, 4 * element), element);
            Row(a2, b2, c2, d2, ref Unsafe.Add(ref to, 8 * element), element);
            Row(a3, b3, c3, d3, ref Unsafe.Add(ref to, 12 * element), element);
        }
    }

    /// <summary>B^T times one column of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(ref T top, nint row, out TSimd v0, out TSimd v1, out TSimd v2, out TSimd v3)
    {
        var p0 = TSimd.Load(in top, 0);
        var p1 = TSimd.Load(in top, (nuint)row);
        var p2 = TSimd.Load(in top, (nuint)(2 * row));
        var p3 = TSimd.Load(in top, (nuint)(3 * row));
        (v0, v1, v2, v3) = (p0 - p2, p1 + p2, p2 - p1, p1 - p3);
    }

    /// <summary>One row times B, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TSimd p0, TSimd p1, TSimd p2, TSimd p3, ref T to, nint element)
    {
        (p0 - p2).Store(ref to, 0);
        (p1 + p2).Store(ref to, (nuint)element);
        (p2 - p1).Store(ref to, (nuint)(2 * element));
        (p1 - p3).Store(ref to, (nuint)(3 * element));
    }

    /// <summary>product[e, t, o] = sum_c tile[e, t, c] weight[e, c, o] for a panel of output channels from o on.</summary>
    private static void Multiply<TRow>(FusedShape s, WinogradMemory<T> memory, int tiles, int o)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (zero, channels, outputs, width) = (T.Zero, s.G.InChannels, s.PaddedOutputs, 2 * TSimd.Lanes);
        for (var e = 0; e < 16; e++)
        {
            OuterProducts<TRow, TSimd, T, EvenColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
                tiles, channels, in Unsafe.Add(ref memory.Tiles.First, e * WinogradMemory<T>.Block * s.Pixel), new EvenColumns(s.Pixel, 1),
                in Unsafe.Add(ref memory.Weights.First, e * channels * outputs + o), new EvenRows(outputs, TSimd.Lanes), in zero, 0,
                ref Unsafe.Add(ref memory.Products.First, e * WinogradMemory<T>.Block * width), width, new(TSimd.Lanes, add: false));
        }
    }

    /// <summary>y = A^T product A for the tiles of a block and the channels [o, end), to the sink.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Deliver<TSink>(int block, int tiles, int o, int end, ref T products, TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var (width, element) = (2 * TSimd.Lanes, (nint)WinogradMemory<T>.Block * 2 * TSimd.Lanes);
        for (var t = 0; t < tiles; t++)
        {
            var place = sink.Place(block + t);
            for (var k = o; k < end; k += TSimd.Lanes)
            {
                ref var product = ref Unsafe.Add(ref products, t * width + k - o);
                Sums(ref product, element, out var u0, out var l0);
                Sums(ref Unsafe.Add(ref product, element), element, out var u1, out var l1);
                Sums(ref Unsafe.Add(ref product, 2 * element), element, out var u2, out var l2);
                Sums(ref Unsafe.Add(ref product, 3 * element), element, out var u3, out var l3);
                sink.Write(block + t, place, k, u0 + u1 + u2, u1 - u2 - u3, l0 + l1 + l2, l1 - l2 - l3);
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
