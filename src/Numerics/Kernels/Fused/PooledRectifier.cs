// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// pooled[w, o] = max(0, max over window w of sums[., o] + bias[o]), and winner[w, o] = the first position in the window where that maximum stands,
/// or -1 where it is not above 0.
/// Layout: all arrays with the output channels o last. Loops: rows of windows, windows, vectors of channels, positions; no branch depends on the
/// data.
/// Where a window holds what is not a number (or infinities of both signs), the result is not a number and has no winner.
/// </summary>
internal static class PooledRectifier<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(FusedShape s, int rows, int outputs, ref T sums, ref T bias, ref T pooled, ref T winners)
    {
        var (pool, columns, row) = (s.Pool, s.Columns, (nint)s.Pitch * outputs);
        for (var i = 0; i < rows; i++)
        {
            ref var window = ref Unsafe.Add(ref sums, i * pool * row);
            for (var j = 0; j < columns; j++)
            {
                for (var o = 0; o < outputs; o += TSimd.Lanes)
                {
                    var (result, winner) = Window(ref Unsafe.Add(ref window, o), TSimd.Load(in bias, (nuint)o), pool, row, outputs);
                    result.Store(ref pooled, (nuint)o);
                    winner.Store(ref winners, (nuint)o);
                }

                window = ref Unsafe.Add(ref window, pool * outputs);
                pooled = ref Unsafe.Add(ref pooled, outputs);
                winners = ref Unsafe.Add(ref winners, outputs);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TSimd Result, TSimd Winner) Window(ref T first, TSimd bias, int pool, nint row, nint pixel)
    {
        var one = SimdMath<T>.Constant<TSimd>(1);
        var best = TSimd.Load(in first, 0) + bias;
        TSimd sum = best, winner = TSimd.Zero, position = TSimd.Zero;
        for (var a = 0; a < pool; a++)
        {
            ref var place = ref first;
            for (var b = 0; b < pool; b++)
            {
                var value = TSimd.Load(in place, 0) + bias;
                var wins = TSimd.LessThan(best, value);
                best = TSimd.Select(wins, value, best);
                winner = TSimd.Select(wins, position, winner);
                sum += value;
                position += one;
                place = ref Unsafe.Add(ref place, pixel);
            }

            first = ref Unsafe.Add(ref first, row);
        }

        var alive = TSimd.LessThan(TSimd.Zero, best);
        var result = TSimd.Select(TSimd.LessThan(best, TSimd.Zero), TSimd.Zero, best);
        var isNumber = TSimd.Select(TSimd.LessThan(sum, TSimd.Zero), result, TSimd.Select(TSimd.LessThan(TSimd.Zero, sum), result, result + sum));
        return (isNumber, TSimd.Select(alive, winner, TSimd.Zero - one));
    }
}
