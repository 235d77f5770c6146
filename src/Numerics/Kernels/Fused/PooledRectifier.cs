// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// pooled[w, o] = max(0, max over window w of sums[., o] + bias[o]), and winner[w, o] as <see cref="WindowMaximum{TSimd, T}"/> says, for one row of
/// windows. Layout: all arrays with the output channels o last. Loops: windows, vectors of channels, positions in the window.
/// </summary>
internal static class PooledRectifier<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(FusedShape s, ref T window, ref T bias, ref T pooled, ref T winners)
    {
        var (pool, columns, outputs) = (s.Pool, s.Columns, s.PaddedOutputs);
        var row = (nint)s.Pitch * outputs;
        for (var j = 0; j < columns; j++)
        {
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                Window(
                    ref Unsafe.Add(ref window, o), TSimd.Load(in bias, (nuint)o), pool, row, outputs, s.Start(1, 0), s.Start(0, 1),
                    ref Unsafe.Add(ref pooled, o), ref Unsafe.Add(ref winners, o));
            }

            window = ref Unsafe.Add(ref window, pool * outputs);
            pooled = ref Unsafe.Add(ref pooled, outputs);
            winners = ref Unsafe.Add(ref winners, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Window(ref T first, TSimd bias, int pool, nint row, nint pixel, int below, int beside, ref T pooled, ref T winners)
    {
        var (step, start) = (SimdMath<T>.Constant<TSimd>(beside), TSimd.Zero);
        var maximum = new WindowMaximum<TSimd, T>(TSimd.Load(in first, 0) + bias);
        for (var a = 0; a < pool; a++)
        {
            ref var place = ref first;
            var position = start;
            for (var b = 0; b < pool; b++)
            {
                maximum.Offer(TSimd.Load(in place, 0) + bias, position);
                position += step;
                place = ref Unsafe.Add(ref place, pixel);
            }

            first = ref Unsafe.Add(ref first, row);
            start += SimdMath<T>.Constant<TSimd>(below);
        }

        maximum.Store(ref pooled, ref winners);
    }
}
