// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Lists what is alive: of the outputs (channel o, window w) those whose winner is not -1, with g = dy[o, w]. By channel: (start of the winner in the
/// image, g) for w ascending. By position k of
/// one window: (start of o's kernel, g) of the channels that won there, for o ascending.
/// Layout: winners and dy with windows innermost for the first, with channels innermost for the second; vectors of either are packed by their masks,
/// without a branch.
/// </summary>
internal static class LiveLists<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The windows [first, first + count) of one channel; <paramref name="winners"/> and <paramref name="dy"/> begin at the first and are readable
    /// for whole vectors. Returns how many live.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int OfChannel(int positions, int first, int count, int windows, ref T winners, ref T dy, ref T startBits, ref T starts, ref T factors)
    {
        var (half, one) = (SimdMath<T>.Constant<TSimd>(0.5), SimdMath<T>.Constant<TSimd>(1));
        var live = 0;
        for (var w = 0; w < count; w += TSimd.Lanes)
        {
            var winner = TSimd.Select(TSimd.FirstLanes(count - w), TSimd.Load(in winners, (nuint)w), TSimd.Zero - one);
            ref var table = ref Unsafe.Add(ref startBits, first + w);
            var start = TSimd.Load(in table, 0);
            var below = half;
            for (var k = 1; k < positions; k++)
            {
                table = ref Unsafe.Add(ref table, windows);
                start = TSimd.Select(TSimd.LessThan(below, winner), TSimd.Load(in table, 0), start);
                below += one;
            }

            var alive = TSimd.LessThan(TSimd.Zero - half, winner);
            TSimd.StoreSelected(alive, start, ref Unsafe.Add(ref starts, live));
            live += TSimd.StoreSelected(alive, TSimd.Load(in dy, (nuint)w), ref Unsafe.Add(ref factors, live));
        }

        return live;
    }

    /// <summary>The channels of one window, whose winners and dy begin at the references given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void OfWindow(int outputs, ref T winners, ref T dy, ref T kernelStarts, LiveOutputs<T> lists)
    {
        ref var starts = ref lists.Starts.First;
        ref var factors = ref lists.Factors.First;
        var (distance, counts) = (lists.Distance, lists.Counts);
        var one = SimdMath<T>.Constant<TSimd>(1);
        var below = SimdMath<T>.Constant<TSimd>(-0.5);
        for (var k = 0; k < counts.Length; k++)
        {
            var (above, live) = (below + one, 0);
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                var winner = TSimd.Load(in winners, (nuint)o);
                var here = TSimd.Select(TSimd.LessThan(below, winner), TSimd.LessThan(winner, above), TSimd.Zero);
                TSimd.StoreSelected(here, TSimd.Load(in kernelStarts, (nuint)o), ref Unsafe.Add(ref starts, live));
                live += TSimd.StoreSelected(here, TSimd.Load(in dy, (nuint)o), ref Unsafe.Add(ref factors, live));
            }

            counts[k] = live;
            starts = ref Unsafe.Add(ref starts, distance);
            factors = ref Unsafe.Add(ref factors, distance);
            below = above;
        }
    }
}
