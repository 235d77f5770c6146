using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// The maximum over a window's outputs, offered one after another, and max(0, that): result = max(0, max_k v_k), winner = the first k where the
/// maximum stands, or -1 where it is not above 0. No branch depends on the data. Where one of them is not a number (or there are infinities of both
/// signs), the result is not a number and has no winner.
/// </summary>
internal struct WindowMaximum<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd best, winner, sum;

    /// <summary>The maximum after output 0 alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMaximum(TSimd first) => (best, winner, sum) = (first, TSimd.Zero, first);

    /// <summary>The maximum of a window of 2 x 2, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TSimd y00, TSimd y01, TSimd y10, TSimd y11, ref T result, ref T winners)
    {
        var maximum = new WindowMaximum<TSimd, T>(y00);
        maximum.Offer(y01, SimdMath<T>.Constant<TSimd>(1));
        maximum.Offer(y10, SimdMath<T>.Constant<TSimd>(2));
        maximum.Offer(y11, SimdMath<T>.Constant<TSimd>(3));
        maximum.Store(ref result, ref winners);
    }

    /// <summary>Offers output <paramref name="position"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(TSimd value, TSimd position)
    {
        var wins = TSimd.LessThan(best, value);
        best = TSimd.Select(wins, value, best);
        winner = TSimd.Select(wins, position, winner);
        sum += value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T result, ref T winners)
    {
        var rectified = TSimd.Select(TSimd.LessThan(best, TSimd.Zero), TSimd.Zero, best);
        var isNumber = TSimd.Select(
            TSimd.LessThan(sum, TSimd.Zero), rectified, TSimd.Select(TSimd.LessThan(TSimd.Zero, sum), rectified, rectified + sum));
        isNumber.Store(ref result, 0);
        TSimd.Select(TSimd.LessThan(TSimd.Zero, best), winner, SimdMath<T>.Constant<TSimd>(-1)).Store(ref winners, 0);
    }
}
