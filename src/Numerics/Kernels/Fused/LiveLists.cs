// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Lists what is alive of one channel: for the windows w, ascending, whose winner is not -1, where the winner reads the image and g = dy[w]. A winner is how
/// far from the window's first output it reads, so that its start is a sum.
/// Layout: winners and dy of the channel with windows innermost; vectors of them are packed by their masks, without a branch.
/// </summary>
internal static class LiveLists<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The first <paramref name="count"/> windows, where <paramref name="windowStarts"/> says where they begin; all are readable for whole vectors.
    /// Returns how many live.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int OfChannel(int count, ref T winners, ref T dy, ref T windowStarts, ref T starts, ref T factors)
    {
        var (dead, none) = (SimdMath<T>.Constant<TSimd>(-0.5), SimdMath<T>.Constant<TSimd>(-1));
        var live = 0;
        for (var w = 0; w < count; w += TSimd.Lanes)
        {
            var winner = TSimd.Select(TSimd.FirstLanes(count - w), TSimd.Load(in winners, (nuint)w), none);
            var alive = TSimd.LessThan(dead, winner);
            TSimd.StoreSelected(alive, winner + TSimd.Load(in windowStarts, (nuint)w), ref Unsafe.Add(ref starts, live));
            live += TSimd.StoreSelected(alive, TSimd.Load(in dy, (nuint)w), ref Unsafe.Add(ref factors, live));
        }

        return live;
    }
}
