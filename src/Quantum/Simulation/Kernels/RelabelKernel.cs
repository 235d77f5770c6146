// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of each method.
// Layout: the planes of source and target; an index map as one table for high bits and one for low bits, side by side, and the lanes' images.
// Loop order: high entries h of the map; low entries, a vector of the target at a time (or two, where the same two vectors are their source).
// Equation:   to_j := from_(S j xor offset), S linear over bits.  Slow twin: KroneckerSimulator.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Sweeps;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Moves amplitudes without arithmetic.</summary>
internal static class RelabelKernel
{
    /// <summary>
    /// to[j] := from[S j xor offset], S j being the exclusive or of a table entry for the low bits of j and one for its high bits, and of the lanes' images
    /// within a vector. Stretches of indices j begin at the tables' places in the target, all of them moved by <paramref name="start"/>, with which they
    /// have no bit in common.
    /// </summary>
    public static void Move<TVector, T>(ReadOnlySpan<T> from, Span<T> to, MoveTables<T> tables, int offset, int start)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(from.Length) && int.IsPow2(to.Length), true);
        ArgumentOutOfRangeException.ThrowIfLessThan(from.Length, TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.Places.Length, tables.High.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.Orders.Length, TVector.Lanes * TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.Masks.Length, tables.Distances.Length * TVector.Lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((tables.Places.Max() | start) + tables.Low.Length * TVector.Lanes, to.Length);
        ref readonly var source = ref from[0];
        if (tables.Distances.Length == 1)
        {
            MoveWhole<TVector, T>(in source, from.Length - 1, ref to[start], tables, offset);
        }
        else if (tables.HasPartners)
        {
            MovePairs<TVector, T>(in source, from.Length - 1, ref to[start], tables, offset);
        }
        else
        {
            MoveParts<TVector, T>(in source, from.Length - 1, ref to[start], tables, offset);
        }
    }

    /// <summary>All lanes of a vector come from one vector; the mask keeps every image within the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveWhole<TVector, T>(ref readonly T source, int mask, ref T target, MoveTables<T> tables, int offset)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<int> low = tables.Low, high = tables.High, places = tables.Places;
        ref readonly var orders = ref tables.Orders[0];
        for (var h = 0; h < high.Length; h++)
        {
            var (highImage, j) = (high[h] ^ offset, (nuint)places[h]);
            foreach (var lowImage in low)
            {
                Fetch<TVector, T>(in source, (highImage ^ lowImage) & mask, in orders).Store(ref target, j);
                j += (nuint)TVector.Lanes;
            }
        }
    }

    /// <summary>Two vectors at a time, whose lanes come from the same two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MovePairs<TVector, T>(ref readonly T source, int mask, ref T target, MoveTables<T> tables, int offset)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One of each pair: where the highest bit in which the two differ is 0.
        ReadOnlySpan<int> low = tables.Low, high = tables.High, places = tables.Places;
        var (otherPlace, otherLow, distance) = (tables.Partner.Place, tables.Partner.Low, tables.Distances[1]);
        var placeBit = otherPlace == 0 ? 0 : 1 << BitOperations.Log2((uint)otherPlace);
        var lowBit = otherPlace == 0 ? 1 << BitOperations.Log2((uint)otherLow) : 0;
        var fromOther = TVector.Load(in tables.Masks[TVector.Lanes], 0);
        ref readonly var orders = ref tables.Orders[0];
        for (var h = 0; h < high.Length; h++)
        {
            var (highImage, first, second) = (high[h] ^ offset, places[h], places[h] ^ otherPlace);
            for (var l = 0; l < low.Length && (first & placeBit) == 0; l++)
            {
                if ((l & lowBit) == 0)
                {
                    var image = highImage ^ low[l];
                    var (a, b) = (Fetch<TVector, T>(in source, image & mask, in orders), Fetch<TVector, T>(in source, (image ^ distance) & mask, in orders));
                    TVector.Select(fromOther, b, a).Store(ref target, (nuint)(first + l * TVector.Lanes));
                    TVector.Select(fromOther, a, b).Store(ref target, (nuint)(second + (l ^ otherLow) * TVector.Lanes));
                }
            }
        }
    }

    /// <summary>The lanes of a vector come from several vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveParts<TVector, T>(ref readonly T source, int mask, ref T target, MoveTables<T> tables, int offset)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<int> low = tables.Low, high = tables.High, places = tables.Places, distances = tables.Distances;
        ref readonly var orders = ref tables.Orders[0];
        ref readonly var masks = ref tables.Masks[0];
        for (var h = 0; h < high.Length; h++)
        {
            var j = (nuint)places[h];
            foreach (var lowImage in low)
            {
                var image = high[h] ^ lowImage ^ offset;
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
}
