// Unchecked references (lengths are checked once at entry).
// Layout: row j of a tile holds W samples: re[W], then im[W]; a vector is one plane of a row, or a whole row of a tile of half the width. Strides
// count numbers.
// Loop order: plane after plane; in each, blocks of 2, 4 or 8 rows that differ in the bits asked for; all bits' sums of a block in registers, added
// to the totals once per block. The planes' totals stay apart, so that the bits of the result do not depend on the width of the vector.
// Equation, lambda the costate and psi the state behind RY(theta) on a bit:
//   dL/dtheta = 2 Re <lambda| -i/2 Y |psi> = sum over pairs and both planes of (lambda1 psi0 - lambda0 psi1), each sample in its lane.
// RYs on separate bits commute: all of a layer's gradients are taken behind the whole layer.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>
/// The gradients of RY on one, two or three bits: per bit, the sums over either plane are added to two rows of W numbers. Strides are given highest
/// first; the range must hold whole blocks.
/// </summary>
internal static class TurnGradientKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void One(ReadOnlySpan<T> state, ReadOnlySpan<T> costate, int stride, Span<T> sum)
    {
        Check(state.Length, costate.Length, stride);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        var (end, s, row) = ((nuint)state.Length, (nuint)stride, (nuint)sum.Length);
        for (nuint plane = 0; plane < row; plane += (nuint)V.Lanes)
        {
            var total = V.Zero;
            for (nuint block = 0; block < end; block += 2 * s)
            {
                for (var i = block + plane; i < block + s; i += row)
                {
                    total += V.Load(in y, i + s) * V.Load(in x, i) - V.Load(in y, i) * V.Load(in x, i + s);
                }
            }

            Add(total, sum, plane);
        }
    }

    /// <summary>Two bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Two(ReadOnlySpan<T> state, ReadOnlySpan<T> costate, (int High, int Low) strides, Span<T> highSum, Span<T> lowSum)
    {
        Check(state.Length, costate.Length, strides.High);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        var (end, h, l, row) = ((nuint)state.Length, (nuint)strides.High, (nuint)strides.Low, (nuint)highSum.Length);
        for (nuint plane = 0; plane < row; plane += (nuint)V.Lanes)
        {
            var (highTotal, lowTotal) = (V.Zero, V.Zero);
            for (nuint high = 0; high < end; high += 2 * h)
            {
                for (var block = high; block < high + h; block += 2 * l)
                {
                    for (var i = block + plane; i < block + l; i += row)
                    {
                        var (y0, y1, y2, y3) = (V.Load(in y, i), V.Load(in y, i + l), V.Load(in y, i + h), V.Load(in y, i + h + l));
                        var p = V.Load(in x, i);
                        var (low, up) = (y1 * p, y2 * p);
                        p = V.Load(in x, i + l);
                        var lowMinus = y0 * p;
                        up = V.FusedMultiplyAdd(y3, p, up);
                        p = V.Load(in x, i + h);
                        low = V.FusedMultiplyAdd(y3, p, low);
                        var highMinus = y0 * p;
                        p = V.Load(in x, i + h + l);
                        lowTotal += low - V.FusedMultiplyAdd(y2, p, lowMinus);
                        highTotal += up - V.FusedMultiplyAdd(y1, p, highMinus);
                    }
                }
            }

            Add(highTotal, highSum, plane);
            Add(lowTotal, lowSum, plane);
        }
    }

    /// <summary>Three bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Three(
        ReadOnlySpan<T> state, ReadOnlySpan<T> costate, (int High, int Middle, int Low) strides, Span<T> highSum, Span<T> middleSum, Span<T> lowSum)
    {
        Check(state.Length, costate.Length, strides.High);
        ref var x = ref MemoryMarshal.GetReference(state);
        ref var y = ref MemoryMarshal.GetReference(costate);
        var (end, h, m, l, row) = ((nuint)state.Length, (nuint)strides.High, (nuint)strides.Middle, (nuint)strides.Low, (nuint)highSum.Length);
        for (nuint plane = 0; plane < row; plane += (nuint)V.Lanes)
        {
            var (highTotal, middleTotal, lowTotal) = (V.Zero, V.Zero, V.Zero);
            for (nuint high = 0; high < end; high += 2 * h)
            {
                for (var middle = high; middle < high + h; middle += 2 * m)
                {
                    for (var block = middle; block < middle + m; block += 2 * l)
                    {
                        for (var i = block + plane; i < block + l; i += row)
                        {
                            var (y0, y1, y2, y3) = (V.Load(in y, i), V.Load(in y, i + l), V.Load(in y, i + m), V.Load(in y, i + m + l));
                            var j = i + h;
                            var (y4, y5, y6, y7) = (V.Load(in y, j), V.Load(in y, j + l), V.Load(in y, j + m), V.Load(in y, j + m + l));
                            var p = V.Load(in x, i);
                            var (low, mid, up) = (y1 * p, y2 * p, y4 * p);
                            p = V.Load(in x, i + l);
                            var lowMinus = y0 * p;
                            mid = V.FusedMultiplyAdd(y3, p, mid);
                            up = V.FusedMultiplyAdd(y5, p, up);
                            p = V.Load(in x, i + m);
                            low = V.FusedMultiplyAdd(y3, p, low);
                            var midMinus = y0 * p;
                            up = V.FusedMultiplyAdd(y6, p, up);
                            p = V.Load(in x, i + m + l);
                            lowMinus = V.FusedMultiplyAdd(y2, p, lowMinus);
                            midMinus = V.FusedMultiplyAdd(y1, p, midMinus);
                            up = V.FusedMultiplyAdd(y7, p, up);
                            p = V.Load(in x, j);
                            low = V.FusedMultiplyAdd(y5, p, low);
                            mid = V.FusedMultiplyAdd(y6, p, mid);
                            var upMinus = y0 * p;
                            p = V.Load(in x, j + l);
                            lowMinus = V.FusedMultiplyAdd(y4, p, lowMinus);
                            mid = V.FusedMultiplyAdd(y7, p, mid);
                            upMinus = V.FusedMultiplyAdd(y1, p, upMinus);
                            p = V.Load(in x, j + m);
                            low = V.FusedMultiplyAdd(y7, p, low);
                            midMinus = V.FusedMultiplyAdd(y4, p, midMinus);
                            upMinus = V.FusedMultiplyAdd(y2, p, upMinus);
                            p = V.Load(in x, j + m + l);
                            lowTotal += low - V.FusedMultiplyAdd(y6, p, lowMinus);
                            middleTotal += mid - V.FusedMultiplyAdd(y5, p, midMinus);
                            highTotal += up - V.FusedMultiplyAdd(y3, p, upMinus);
                        }
                    }
                }
            }

            Add(highTotal, highSum, plane);
            Add(middleTotal, middleSum, plane);
            Add(lowTotal, lowSum, plane);
        }
    }

    private static void Add(V total, Span<T> sum, nuint plane)
    {
        ref var place = ref sum.Slice((int)plane, V.Lanes)[0];
        (total + V.Load(in place, 0)).Store(ref place, 0);
    }

    private static void Check(int state, int costate, int stride)
    {
        if (state != costate || state % (2 * stride) != 0)
        {
            throw new ArgumentException($"TurnGradientKernel: {state} and {costate} numbers are not whole blocks of {2 * stride}.");
        }
    }
}
