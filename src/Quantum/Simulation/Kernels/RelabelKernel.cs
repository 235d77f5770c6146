// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of each method.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Moves amplitudes without arithmetic.</summary>
internal static class RelabelKernel
{
    /// <summary>
    /// to[j] := from[S j xor offset], S j being the exclusive or of a table entry for the low bits of j, one for its high bits, and within a vector the
    /// lane order that belongs to the lane bits of the vector's first source.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move<TVector, T>(
        ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, ReadOnlySpan<T> laneOrders)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = low.Length * high.Length * TVector.Lanes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Length, length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(laneOrders.Length, TVector.Lanes * TVector.Lanes);
        ref readonly var source = ref from[0];
        ref readonly var orders = ref laneOrders[0];
        ref var target = ref to[0];
        nuint j = 0;
        foreach (var highImage in high)
        {
            foreach (var lowImage in low)
            {
                var first = (highImage ^ lowImage ^ offset) & (length - 1);
                var lanes = first & (TVector.Lanes - 1);
                var order = TVector.Load(in orders, (nuint)(lanes * TVector.Lanes));
                TVector.Permute(TVector.Load(in source, (nuint)(first - lanes)), order).Store(ref target, j);
                j += (nuint)TVector.Lanes;
            }
        }
    }

    /// <summary>Where the lane number has the bit <paramref name="control"/>, index j and j xor <paramref name="target"/> change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExchangeLanes<TVector, T>(Span<T> plane, int control, int target)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 * target, plane.Length);
        Span<T> numbers = stackalloc T[TVector.Lanes];
        for (var lane = 0; lane < numbers.Length; lane++)
        {
            numbers[lane] = (lane & control) == 0 ? T.One : T.Zero;
        }

        var keep = TVector.LessThan(TVector.Zero, TVector.Load(in numbers[0], 0));
        ref var first = ref plane[0];
        var stride = (nuint)target;
        for (nuint i = 0; i < (nuint)plane.Length; i += 2 * stride)
        {
            for (nuint k = i; k < i + stride; k += (nuint)TVector.Lanes)
            {
                var (a, b) = (TVector.Load(in first, k), TVector.Load(in first, k + stride));
                TVector.Select(keep, a, b).Store(ref first, k);
                TVector.Select(keep, b, a).Store(ref first, k + stride);
            }
        }
    }
}
