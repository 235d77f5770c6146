// Unchecked references (lengths are checked once at entry; row numbers come from the plan).
// Layout: plain rows of W real numbers, one per basis state and sample.
// Loop order of BitSums: a pyramid; each step folds the two highest bits away, four rows to one, and takes their signed sums on the way, so that all
// bits together cost 9/4 additions per row and its third part for the smaller pyramids. Spread is its transpose.
// Equations:  BitSums    sum_b = sum over j of (-1)^(bit b of j) x[j]           Signed    sum = sum over Plus of x - sum over Minus of x
//             Spread     y[j] = constant + sum over b of (-1)^(bit b of j) g_b
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>Signed sums over basis states, each sample in its lane.</summary>
internal static class RowSumKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// sums[b] = sum over j of (-1)^(bit b of j) x[source_j], for every bit b: a row of W numbers each, bit 0 first. <paramref name="scratch"/> takes
    /// a quarter of the rows.
    /// </summary>
    public static void BitSums(ReadOnlySpan<T> x, ReadOnlySpan<int> sources, Span<T> scratch, Span<T> sums)
    {
        var (rows, width) = (sources.Length, V.Lanes);
        var bits = int.Log2(rows);
        if (x.Length < rows * width || scratch.Length < rows / 4 * width || sums.Length < bits * width)
        {
            throw new ArgumentException($"BitSums: {x.Length}, {scratch.Length} and {sums.Length} numbers are too few for {rows} rows of {width}.");
        }

        for (; bits >= 2; bits -= 2, rows /= 4)
        {
            FoldTwo(x, sources, rows / 4, scratch, sums.Slice((bits - 1) * width, width), sums.Slice((bits - 2) * width, width));
            x = scratch;
            sources = default;
        }

        if (bits == 1)
        {
            ref var first = ref MemoryMarshal.GetReference(x);
            var (even, odd) = sources.IsEmpty ? (0, width) : (sources[0] * width, sources[1] * width);
            (V.Load(in first, (nuint)even) - V.Load(in first, (nuint)odd)).Store(ref sums[0], 0);
        }
    }

    /// <summary>The sum of x over the rows numbered Plus minus that over Minus, to a row of W numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Signed(ReadOnlySpan<T> x, ReadOnlySpan<int> plus, ReadOnlySpan<int> minus, Span<T> sum) =>
        (Sum(x, plus) - Sum(x, minus)).Store(ref sum[..V.Lanes][0], 0);

    /// <summary>y[j] = constant + sum over b of (-1)^(bit b of j) g_b, g holding a row of W numbers per bit, bit 0 first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Spread(ReadOnlySpan<T> constant, ReadOnlySpan<T> g, int bits, Span<T> y)
    {
        var width = (nuint)V.Lanes;
        if ((nuint)y.Length < width << bits || (nuint)g.Length < (nuint)bits * width || (nuint)constant.Length < width)
        {
            throw new ArgumentException($"Spread: {y.Length} and {g.Length} numbers are too few for {bits} bits.");
        }

        ref var to = ref MemoryMarshal.GetReference(y);
        V.Load(in constant[0], 0).Store(ref to, 0);
        for (var bit = 0; bit < bits; bit++)
        {
            var (half, value) = (width << bit, V.Load(in g[0], (nuint)bit * width));
            for (nuint i = 0; i < half; i += width)
            {
                var below = V.Load(in to, i);
                (below - value).Store(ref to, i + half);
                (below + value).Store(ref to, i);
            }
        }
    }

    /// <summary>y[j] += g for the rows numbered Plus, y[j] -= g for Minus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddSigned(ReadOnlySpan<T> g, ReadOnlySpan<int> plus, ReadOnlySpan<int> minus, Span<T> y)
    {
        ref var to = ref MemoryMarshal.GetReference(y);
        var (value, width) = (V.Load(in g[..V.Lanes][0], 0), (nuint)V.Lanes);
        foreach (var row in plus)
        {
            (V.Load(in to, (nuint)row * width) + value).Store(ref to, (nuint)row * width);
        }

        foreach (var row in minus)
        {
            (V.Load(in to, (nuint)row * width) - value).Store(ref to, (nuint)row * width);
        }
    }

    /// <summary>sum += x, for rows of W numbers.</summary>
    public static void Add(ReadOnlySpan<T> x, Span<T> sum) => (V.Load(in sum[..V.Lanes][0], 0) + V.Load(in x[..V.Lanes][0], 0)).Store(ref sum[0], 0);

    private static V Sum(ReadOnlySpan<T> x, ReadOnlySpan<int> rows)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (sum, width) = (V.Zero, (nuint)V.Lanes);
        foreach (var row in rows)
        {
            sum += V.Load(in first, (nuint)row * width);
        }

        return sum;
    }

    /// <summary>
    /// y[i] = the sum of the four rows i, i + quarter, i + 2 quarter, i + 3 quarter; their signed sums to the rows of the two bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FoldTwo(ReadOnlySpan<T> x, ReadOnlySpan<int> sources, int quarter, Span<T> y, Span<T> highSum, Span<T> lowSum)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        ref var source = ref MemoryMarshal.GetReference(sources);
        var (width, q, direct) = ((nuint)V.Lanes, (nuint)quarter, sources.IsEmpty);
        var (high, low) = (V.Zero, V.Zero);
        for (nuint row = 0; row < q; row++)
        {
            var (i0, i1, i2, i3) = (row, row + q, row + 2 * q, row + 3 * q);
            if (!direct)
            {
                (i0, i1) = ((nuint)Unsafe.Add(ref source, i0), (nuint)Unsafe.Add(ref source, i1));
                (i2, i3) = ((nuint)Unsafe.Add(ref source, i2), (nuint)Unsafe.Add(ref source, i3));
            }

            var (a0, a1) = (V.Load(in from, i0 * width), V.Load(in from, i1 * width));
            var (a2, a3) = (V.Load(in from, i2 * width), V.Load(in from, i3 * width));
            low += (a0 - a1) + (a2 - a3);
            (a0, a2) = (a0 + a1, a2 + a3);
            high += a0 - a2;
            (a0 + a2).Store(ref to, row * width);
        }

        high.Store(ref highSum[0], 0);
        low.Store(ref lowSum[0], 0);
    }
}
