using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// The maximum over a window's outputs, offered one after another, and max(0, that): result = max(0, max_k v_k), winner = the position of the first k
/// where the maximum stands (positions ascend with k), or -1 where it is not above 0. No branch depends on the data. Where one of them is not a number
/// (or there are infinities of both signs), the result is not a number and has no winner.
/// </summary>
internal struct WindowMaximum<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd best, winner, sum;

    /// <summary>The maximum after output 0 alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMaximum(TSimd first) => (best, winner, sum) = (first, TSimd.Zero, first);

    /// <summary>Offers output <paramref name="position"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(TSimd value, TSimd position)
    {
        var wins = TSimd.LessThan(best, value);
        best = TSimd.Select(wins, value, best);
        winner = TSimd.Select(wins, position, winner);
        sum += value;
    }

    /// <summary>Counts the positions offered so far from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Shift(TSimd first) => winner += first;

    /// <summary>Stores max(0, maximum) and the winner, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T result, ref T winners)
    {
        Rectified(out var value, out var place);
        value.Store(ref result, 0);
        place.Store(ref winners, 0);
    }

    /// <summary>
    /// The same, compared with what other outputs of the window have stored there: the larger one stays; of two that are equal, that of the lower position.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Merge(ref T result, ref T winners)
    {
        Rectified(out var value, out var place);
        var (other, otherPlace) = (TSimd.Load(in result, 0), TSimd.Load(in winners, 0));
        var (wins, loses) = (TSimd.LessThan(other, value), TSimd.LessThan(value, other));
        var lower = TSimd.Select(TSimd.LessThan(place, otherPlace), place, otherPlace);
        TSimd.Select(wins, place, TSimd.Select(loses, otherPlace, lower)).Store(ref winners, 0);
        var isNumber = TSimd.LessThan(SimdMath<T>.Constant<TSimd>(-1), value);
        TSimd.Select(wins, value, TSimd.Select(isNumber, other, value)).Store(ref result, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Rectified(out TSimd value, out TSimd place)
    {
        var rectified = TSimd.Select(TSimd.LessThan(best, TSimd.Zero), TSimd.Zero, best);
        value = TSimd.Select(
            TSimd.LessThan(sum, TSimd.Zero), rectified, TSimd.Select(TSimd.LessThan(TSimd.Zero, sum), rectified, rectified + sum));
        place = TSimd.Select(TSimd.LessThan(TSimd.Zero, best), winner, SimdMath<T>.Constant<TSimd>(-1));
    }
}
