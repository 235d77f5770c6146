// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Convolution with few terms (the first layer of a network) in tiles of 2 x 2 outputs, whose four sums
/// sum[a, b] = sum_(c, u, v) weight[o, c, u, v] x[c, (2 i + a) s + u, (2 j + b) s + v] stay in registers until the sink has taken them.
/// Layout: images channels last, weights [(c, u, v), O]. Loops, from outside: rows of tiles; vectors of output channels; groups of four tiles in a
/// row (then two, then one): 16 accumulators; terms (c, u, v), each a vector of weights times 16 broadcast pixels.
/// </summary>
internal static class FewTermsForward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run<TSink>(FusedShape s, FusedMemory<T> memory, Images<T> input, TileRange range, TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        for (var n = range.First; n < range.First + range.Count; n++)
        {
            for (var i = range.FirstRow; i < range.FirstRow + range.Rows; i++)
            {
                ref var x = ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 0));
                for (var o = 0; o < s.PaddedOutputs; o += TSimd.Lanes)
                {
                    Row(s, memory, n, i, range.Columns, o, ref x, ref sink);
                }
            }
        }
    }

    private static void Row<TSink>(FusedShape s, FusedMemory<T> memory, int n, int i, int columns, int o, ref T x, ref TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var (outputs, row, pixel) = (s.PaddedOutputs, (nint)s.G.Stride * s.ImageRow, (nint)s.G.Stride * s.Pixel);
        ref var weights = ref Unsafe.Add(ref memory.Weights.First, o);
        for (int j = 0, count; j < columns; j += count)
        {
            ref var corner = ref Unsafe.Add(ref x, 2 * j * pixel);
            count = columns - j >= 4 ? 4 : columns - j >= 2 ? 2 : 1;
            switch (count)
            {
                case 4:
                    Tiles<TSink, Rows4>(memory.Terms, row, pixel, ref corner, ref weights, outputs, n, i, j, o, ref sink);
                    break;
                case 2:
                    Tiles<TSink, Rows2>(memory.Terms, row, pixel, ref corner, ref weights, outputs, n, i, j, o, ref sink);
                    break;
                default:
                    Tiles<TSink, Rows1>(memory.Terms, row, pixel, ref corner, ref weights, outputs, n, i, j, o, ref sink);
                    break;
            }
        }
    }

    /// <summary>As many tiles in a row as <typeparamref name="TCount"/> has bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TSink, TCount>(
        int[] terms, nint row, nint pixel, ref T x, ref T weights, nint outputs, int n, int i, int j, int o, ref TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
        where TCount : struct
    {
        TSimd a0 = TSimd.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        TSimd b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0, b7 = a0;
        foreach (var term in terms)
        {
            var weight = TSimd.Load(in weights, 0);
            ref var upper = ref Unsafe.Add(ref x, term);
            ref var lower = ref Unsafe.Add(ref upper, row);
            Add(weight, pixel, ref upper, ref a0, ref a1);
            Add(weight, pixel, ref lower, ref b0, ref b1);
            if (Unsafe.SizeOf<TCount>() >= 2)
            {
                Add(weight, pixel, ref Unsafe.Add(ref upper, 2 * pixel), ref a2, ref a3);
                Add(weight, pixel, ref Unsafe.Add(ref lower, 2 * pixel), ref b2, ref b3);
            }

            if (Unsafe.SizeOf<TCount>() >= 4)
            {
                Add(weight, pixel, ref Unsafe.Add(ref upper, 4 * pixel), ref a4, ref a5);
                Add(weight, pixel, ref Unsafe.Add(ref lower, 4 * pixel), ref b4, ref b5);
                Add(weight, pixel, ref Unsafe.Add(ref upper, 6 * pixel), ref a6, ref a7);
                Add(weight, pixel, ref Unsafe.Add(ref lower, 6 * pixel), ref b6, ref b7);
            }

            weights = ref Unsafe.Add(ref weights, outputs);
        }

        sink.Write(new TilePlace(n, i, j), o, a0, a1, b0, b1);
        if (Unsafe.SizeOf<TCount>() >= 2)
        {
            sink.Write(new TilePlace(n, i, j + 1), o, a2, a3, b2, b3);
        }

        if (Unsafe.SizeOf<TCount>() >= 4)
        {
            sink.Write(new TilePlace(n, i, j + 2), o, a4, a5, b4, b5);
            sink.Write(new TilePlace(n, i, j + 3), o, a6, a7, b6, b7);
        }
    }

    /// <summary>One term of two neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TSimd weight, nint pixel, ref T x, ref TSimd left, ref TSimd right)
    {
        left = TSimd.FusedMultiplyAdd(weight, in x, left);
        right = TSimd.FusedMultiplyAdd(weight, in Unsafe.Add(ref x, pixel), right);
    }
}
