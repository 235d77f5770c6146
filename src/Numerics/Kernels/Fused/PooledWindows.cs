// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Convolution with few terms and pooling by 2 x 2 (the first layer of a network): the four sums of a window
/// sum[a, b] = bias[o] + sum_(c, u, v) weight[o, c, u, v] x[c, (2 i + a) s + u, (2 j + b) s + v] stay in registers until their maximum is taken.
/// Layout: images channels last, weights [(c, u, v), O]. Loops, from outside: rows of windows; vectors of output channels; tiles of four windows in a
/// row (then two, then one): 16 accumulators; terms (c, u, v), each a vector of weights times 16 broadcast pixels.
/// </summary>
internal static class PooledWindows<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(FusedShape s, FusedMemory<T> memory, Images<T> input, Images<T> output)
    {
        var outputs = s.PaddedOutputs;
        for (var n = 0; n < s.G.Batch; n++)
        {
            for (var i = 0; i < s.Rows; i++)
            {
                ref var x = ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 0));
                ref var winners = ref Unsafe.Add(ref memory.Winners.First, (n * s.Windows + i * s.Columns) * outputs);
                for (var o = 0; o < outputs; o += TSimd.Lanes)
                {
                    Row(s, memory, o, ref x, ref Unsafe.Add(ref output.At(n, i, 0), o), ref Unsafe.Add(ref winners, o));
                }
            }
        }
    }

    private static void Row(FusedShape s, FusedMemory<T> memory, int o, ref T x, ref T pooled, ref T winners)
    {
        var (outputs, row, pixel) = (s.PaddedOutputs, (nint)s.G.Stride * s.ImageRow, (nint)s.G.Stride * s.Pixel);
        ref var weights = ref Unsafe.Add(ref memory.Weights.First, o);
        var bias = TSimd.Load(in memory.Bias.First, (nuint)o);
        for (var j = 0; j < s.Columns;)
        {
            ref var corner = ref Unsafe.Add(ref x, 2 * j * pixel);
            ref var y = ref Unsafe.Add(ref pooled, j * outputs);
            ref var winner = ref Unsafe.Add(ref winners, j * outputs);
            switch (s.Columns - j)
            {
                case >= 4:
                    Tile<Rows4>(memory.Terms, row, pixel, ref corner, ref weights, outputs, bias, ref y, ref winner);
                    j += 4;
                    break;
                case >= 2:
                    Tile<Rows2>(memory.Terms, row, pixel, ref corner, ref weights, outputs, bias, ref y, ref winner);
                    j += 2;
                    break;
                default:
                    Tile<Rows1>(memory.Terms, row, pixel, ref corner, ref weights, outputs, bias, ref y, ref winner);
                    j++;
                    break;
            }
        }
    }

    /// <summary>As many windows in a row as <typeparamref name="TCount"/> has bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TCount>(int[] terms, nint row, nint pixel, ref T x, ref T weights, nint outputs, TSimd bias, ref T pooled, ref T winners)
        where TCount : struct
    {
        TSimd a0 = bias, a1 = bias, a2 = bias, a3 = bias, a4 = bias, a5 = bias, a6 = bias, a7 = bias;
        TSimd b0 = bias, b1 = bias, b2 = bias, b3 = bias, b4 = bias, b5 = bias, b6 = bias, b7 = bias;
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

        WindowMaximum<TSimd, T>.Store(a0, a1, b0, b1, ref pooled, ref winners);
        if (Unsafe.SizeOf<TCount>() >= 2)
        {
            WindowMaximum<TSimd, T>.Store(a2, a3, b2, b3, ref Unsafe.Add(ref pooled, outputs), ref Unsafe.Add(ref winners, outputs));
        }

        if (Unsafe.SizeOf<TCount>() >= 4)
        {
            WindowMaximum<TSimd, T>.Store(a4, a5, b4, b5, ref Unsafe.Add(ref pooled, 2 * outputs), ref Unsafe.Add(ref winners, 2 * outputs));
            WindowMaximum<TSimd, T>.Store(a6, a7, b6, b7, ref Unsafe.Add(ref pooled, 3 * outputs), ref Unsafe.Add(ref winners, 3 * outputs));
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
