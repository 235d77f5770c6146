// Unchecked references (lengths are checked once at entry).
// Layout: row j of a tile holds W samples: re[W], then im[W]; strides and ranges count numbers, so that the two planes of a row are simply
// neighbours, and a vector is one plane of a row, or a whole row of a tile of half the width.
// Loop order: blocks of 2, 4 or 8 rows that differ in the turned bits; all turns of a block in registers; within a block's run, a vector at a time.
// Equation, for each turned bit and both planes:   a0' = a0 - t a1,   a1' = a1 + t a0     (RY without its factor cos(theta / 2), t = tan(theta / 2)),
// or, where samples have different angles:         a0' = c a0 - s a1, a1' = c a1 + s a0.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>RY on one, two or three bits of a tile, in place. The bits' strides are given highest first; the range must hold whole blocks.</summary>
internal static class TurnKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Turns one bit of the rows, by the coefficients at <paramref name="place"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void One<R>(Span<T> rows, int stride, ReadOnlySpan<T> coefficients, int place, bool inverse)
        where R : struct, ITurn<R, V, T>
    {
        Check(rows.Length, stride);
        var turn = R.Load(coefficients, place, inverse);
        ref var x = ref MemoryMarshal.GetReference(rows);
        var (end, s, width) = ((nuint)rows.Length, (nuint)stride, (nuint)V.Lanes);
        for (nuint block = 0; block < end; block += 2 * s)
        {
            for (var i = block; i < block + s; i += width)
            {
                var (a0, a1) = turn.Apply(V.Load(in x, i), V.Load(in x, i + s));
                a0.Store(ref x, i);
                a1.Store(ref x, i + s);
            }
        }
    }

    /// <summary>Turns two bits of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Two<R>(Span<T> rows, (int High, int Low) strides, ReadOnlySpan<T> coefficients, (int High, int Low) places, bool inverse)
        where R : struct, ITurn<R, V, T>
    {
        Check(rows.Length, strides.High);
        var (highTurn, lowTurn) = (R.Load(coefficients, places.High, inverse), R.Load(coefficients, places.Low, inverse));
        ref var x = ref MemoryMarshal.GetReference(rows);
        var (end, h, l, width) = ((nuint)rows.Length, (nuint)strides.High, (nuint)strides.Low, (nuint)V.Lanes);
        for (nuint high = 0; high < end; high += 2 * h)
        {
            for (var block = high; block < high + h; block += 2 * l)
            {
                for (var i = block; i < block + l; i += width)
                {
                    var (a0, a1) = lowTurn.Apply(V.Load(in x, i), V.Load(in x, i + l));
                    var (a2, a3) = lowTurn.Apply(V.Load(in x, i + h), V.Load(in x, i + h + l));
                    (a0, a2) = highTurn.Apply(a0, a2);
                    (a1, a3) = highTurn.Apply(a1, a3);
                    a0.Store(ref x, i);
                    a1.Store(ref x, i + l);
                    a2.Store(ref x, i + h);
                    a3.Store(ref x, i + h + l);
                }
            }
        }
    }

    /// <summary>Turns three bits of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Three<R>(
        Span<T> rows, (int High, int Middle, int Low) strides, ReadOnlySpan<T> coefficients, (int High, int Middle, int Low) places, bool inverse)
        where R : struct, ITurn<R, V, T>
    {
        Check(rows.Length, strides.High);
        var (highTurn, middleTurn) = (R.Load(coefficients, places.High, inverse), R.Load(coefficients, places.Middle, inverse));
        var lowTurn = R.Load(coefficients, places.Low, inverse);
        ref var x = ref MemoryMarshal.GetReference(rows);
        var (end, h, m, l, width) = ((nuint)rows.Length, (nuint)strides.High, (nuint)strides.Middle, (nuint)strides.Low, (nuint)V.Lanes);
        for (nuint high = 0; high < end; high += 2 * h)
        {
            for (var middle = high; middle < high + h; middle += 2 * m)
            {
                for (var block = middle; block < middle + m; block += 2 * l)
                {
                    for (var i = block; i < block + l; i += width)
                    {
                        var (a0, a1) = lowTurn.Apply(V.Load(in x, i), V.Load(in x, i + l));
                        var (a2, a3) = lowTurn.Apply(V.Load(in x, i + m), V.Load(in x, i + m + l));
                        (a0, a2) = middleTurn.Apply(a0, a2);
                        (a1, a3) = middleTurn.Apply(a1, a3);
                        var (a4, a5) = lowTurn.Apply(V.Load(in x, i + h), V.Load(in x, i + h + l));
                        var (a6, a7) = lowTurn.Apply(V.Load(in x, i + h + m), V.Load(in x, i + h + m + l));
                        (a4, a6) = middleTurn.Apply(a4, a6);
                        (a5, a7) = middleTurn.Apply(a5, a7);
                        (a0, a4) = highTurn.Apply(a0, a4);
                        (a1, a5) = highTurn.Apply(a1, a5);
                        (a2, a6) = highTurn.Apply(a2, a6);
                        (a3, a7) = highTurn.Apply(a3, a7);
                        a0.Store(ref x, i);
                        a1.Store(ref x, i + l);
                        a2.Store(ref x, i + m);
                        a3.Store(ref x, i + m + l);
                        a4.Store(ref x, i + h);
                        a5.Store(ref x, i + h + l);
                        a6.Store(ref x, i + h + m);
                        a7.Store(ref x, i + h + m + l);
                    }
                }
            }
        }
    }

    private static void Check(int length, int stride)
    {
        if (length % (2 * stride) != 0)
        {
            throw new ArgumentException($"TurnKernel: {length} numbers are not whole blocks of {2 * stride}.");
        }
    }
}
