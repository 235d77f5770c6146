// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of each method.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Moves amplitudes without arithmetic.</summary>
internal static class RelabelKernel
{
    /// <summary>
    /// to[j] := from[S j xor offset] for a stretch of indices j, S j being the exclusive or of a table entry for the low bits of j and one for its high
    /// bits, and of the lanes' images within a vector.
    /// </summary>
    public static void Move<TVector, T>(
        ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, LaneSources<T> lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(from.Length, to.Length, low.Length * high.Length, lanes, TVector.Lanes);
        if (lanes.Distances.Length == 1)
        {
            MoveWhole<TVector, T>(in from[0], from.Length - 1, ref to[0], low, high, offset, in lanes.Orders[0]);
        }
        else
        {
            MoveParts<TVector, T>(in from[0], from.Length - 1, ref to[0], low, high, offset, lanes);
        }
    }

    /// <summary>The same for all indices.</summary>
    public static void MoveAll<TVector, T>(
        ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, LaneSources<T> lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (lanes.Partner is not { } partner)
        {
            Move<TVector, T>(from, to, low, high, offset, lanes);
            return;
        }

        Check(from.Length, to.Length, low.Length * high.Length, lanes, TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partner.High, high.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partner.Low, low.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(high.Length) && int.IsPow2(low.Length), true);
        MovePairs<TVector, T>(in from[0], from.Length - 1, ref to[0], low, high, offset, lanes, partner);
    }

    /// <summary>All lanes of a vector come from one vector; the mask keeps every image within the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveWhole<TVector, T>(
        ref readonly T source, int mask, ref T target, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, ref readonly T orders)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nuint j = 0;
        foreach (var highImage in high)
        {
            foreach (var lowImage in low)
            {
                Fetch<TVector, T>(in source, (highImage ^ lowImage ^ offset) & mask, in orders).Store(ref target, j);
                j += (nuint)TVector.Lanes;
            }
        }
    }

    /// <summary>Two vectors at a time, whose lanes come from the same two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MovePairs<TVector, T>(
        ref readonly T source,
        int mask,
        ref T target,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> high,
        int offset,
        LaneSources<T> lanes,
        (int High, int Low) partner)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One of each pair: where the highest bit in which the two differ is 0.
        var highBit = partner.High == 0 ? 0 : 1 << BitOperations.Log2((uint)partner.High);
        var lowBit = partner.High == 0 ? 1 << BitOperations.Log2((uint)partner.Low) : 0;
        var distance = lanes.Distances[1];
        var fromOther = TVector.Load(in lanes.Masks[TVector.Lanes], 0);
        ref readonly var orders = ref lanes.Orders[0];
        for (var h = 0; h < high.Length; h++)
        {
            for (var l = 0; l < low.Length && (h & highBit) == 0; l++)
            {
                if ((l & lowBit) == 0)
                {
                    var image = high[h] ^ low[l] ^ offset;
                    var (a, b) = (Fetch<TVector, T>(in source, image & mask, in orders), Fetch<TVector, T>(in source, (image ^ distance) & mask, in orders));
                    TVector.Select(fromOther, b, a).Store(ref target, (nuint)((h * low.Length + l) * TVector.Lanes));
                    TVector.Select(fromOther, a, b).Store(ref target, (nuint)(((h ^ partner.High) * low.Length + (l ^ partner.Low)) * TVector.Lanes));
                }
            }
        }
    }

    /// <summary>The lanes of a vector come from several vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveParts<TVector, T>(
        ref readonly T source, int mask, ref T target, ReadOnlySpan<int> low, ReadOnlySpan<int> high, int offset, LaneSources<T> lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var distances = lanes.Distances;
        ref readonly var orders = ref lanes.Orders[0];
        ref readonly var masks = ref lanes.Masks[0];
        nuint j = 0;
        foreach (var highImage in high)
        {
            foreach (var lowImage in low)
            {
                var image = highImage ^ lowImage ^ offset;
                var vector = Fetch<TVector, T>(in source, image & mask, in orders);
                for (var k = 1; k < distances.Length; k++)
                {
                    var other = Fetch<TVector, T>(in source, (image ^ distances[k]) & mask, in orders);
                    vector = TVector.Select(TVector.Load(in masks, (nuint)(k * TVector.Lanes)), other, vector);
                }

                vector.Store(ref target, j);
                j += (nuint)TVector.Lanes;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Fetch<TVector, T>(ref readonly T source, int image, ref readonly T orders)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = image & (TVector.Lanes - 1);
        return TVector.Permute(TVector.Load(in source, (nuint)(image - lanes)), TVector.Load(in orders, (nuint)(lanes * TVector.Lanes)));
    }

    private static void Check<T>(int source, int target, int vectors, LaneSources<T> lanes, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(source), true);
        ArgumentOutOfRangeException.ThrowIfLessThan(source, count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target, vectors * count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Orders.Length, count * count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Masks.Length, lanes.Distances.Length * count);
    }
}
