// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// The gradient of the convolution's outputs before the rectifier, where there is no pooling: g[h, w, o] = dy[h, w, o] where y[h, w, o] is above 0, else 0;
/// and sums[o] += sum of them, rows from left to right, from the first to the last.
/// Layout: images channels last, vectorised over o. Loops: images; rows; vectors of o; columns.
/// </summary>
internal static class LiveCotangents<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Fills g except its border, which stays 0, and, where it <paramref name="notesWinners"/>, which outputs are above 0.</summary>
    public static void Fill(FusedShape s, FusedMemory<T> forward, Images<T> y, Images<T> dy, Images<T> g, bool notesWinners, ref T sums)
    {
        var outputs = s.PaddedOutputs;
        for (var n = 0; n < s.G.Batch; n++)
        {
            for (var i = 0; i < s.Rows; i++)
            {
                for (var o = 0; o < outputs; o += TSimd.Lanes)
                {
                    Row(
                        s.Columns, outputs, ref Unsafe.Add(ref y.At(n, i, 0), o), ref Unsafe.Add(ref dy.At(n, i, 0), o),
                        ref Unsafe.Add(ref g.At(n, i, 0), o), ref Unsafe.Add(ref sums, o));
                }

                if (notesWinners)
                {
                    Winners(s.Columns * outputs, ref y.At(n, i, 0), ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + i * s.Columns) * outputs));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row(int columns, nint pixel, ref T y, ref T dy, ref T g, ref T sums)
    {
        var sum = TSimd.Zero;
        for (var j = 0; j < columns; j++)
        {
            var live = TSimd.Select(TSimd.LessThan(TSimd.Zero, TSimd.Load(in y, 0)), TSimd.Load(in dy, 0), TSimd.Zero);
            live.Store(ref g, 0);
            sum += live;
            y = ref Unsafe.Add(ref y, pixel);
            dy = ref Unsafe.Add(ref dy, pixel);
            g = ref Unsafe.Add(ref g, pixel);
        }

        (TSimd.Load(in sums, 0) + sum).Store(ref sums, 0);
    }

    /// <summary>0 where an output is above 0, else -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Winners(int count, ref T y, ref T winners)
    {
        for (var k = 0; k < count; k += TSimd.Lanes)
        {
            var alive = TSimd.LessThan(TSimd.Zero, TSimd.Load(in y, (nuint)k));
            TSimd.Select(alive, TSimd.Zero, SimdMath<T>.Constant<TSimd>(-1)).Store(ref winners, (nuint)k);
        }
    }
}
