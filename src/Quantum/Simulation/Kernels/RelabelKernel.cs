// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of each method.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Moves amplitudes without arithmetic.</summary>
internal static class RelabelKernel
{
    /// <summary>
    /// to[j] := from[S j xor offset] for a stretch of indices j, S j being the exclusive or of a table entry for the low bits of j and one for its high
    /// bits, and within a vector the lane order that belongs to the lane bits of the vector's image.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move<TVector, T>(
        ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, ReadOnlySpan<T> laneOrders)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var mask = CheckTables(from.Length, to.Length, low.Length * high.Length, laneOrders.Length, TVector.Lanes);
        ref readonly var source = ref from[0];
        ref readonly var orders = ref laneOrders[0];
        ref var target = ref to[0];
        nuint j = 0;
        foreach (var highImage in high)
        {
            foreach (var lowImage in low)
            {
                var image = (highImage ^ lowImage ^ offset) & mask;
                var lanes = image & (TVector.Lanes - 1);
                var order = TVector.Load(in orders, (nuint)(lanes * TVector.Lanes));
                TVector.Permute(TVector.Load(in source, (nuint)(image - lanes)), order).Store(ref target, j);
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

    /// <summary>The mask that keeps every image within a tile of a power of two.</summary>
    private static int CheckTables(int tile, int part, int vectors, int orders, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(tile), true);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(part, vectors * lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(orders, lanes * lanes);
        return tile - 1;
    }
}
