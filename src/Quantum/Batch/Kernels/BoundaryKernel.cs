// Unchecked references (lengths are checked once at entry; row starts come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W]; factors hold d_j as re, im per row, shared by the samples.
// Loop order: new rows in order; the old rows are found through a table of their starts, which is how permutations cost nothing.
// Equations:  forward   psi'[j] = d_j psi[source_j]          backward   lambda[source_j] = conj(d_j) lambda'[j]
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>Renumbers the rows of a tile and multiplies them by phases, from one buffer to another; and phases per sample, in place.</summary>
internal static class BoundaryKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>to[j] = d_j from[source_j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> sources, ReadOnlySpan<T> factors)
    {
        Check(from.Length, to.Length, sources.Length, factors.Length);
        ref var x = ref MemoryMarshal.GetReference(from);
        ref var y = ref MemoryMarshal.GetReference(to);
        ref var source = ref MemoryMarshal.GetReference(sources);
        ref var d = ref MemoryMarshal.GetReference(factors);
        var (rows, width) = ((nuint)sources.Length, (nuint)V.Lanes);
        nuint j = 0;
        for (nuint row = 0; row < rows; row++, j += 2 * width)
        {
            var i = (nuint)Unsafe.Add(ref source, row);
            var (re, im) = (V.Load(in x, i), V.Load(in x, i + width));
            var (dr, di) = (V.Broadcast(Unsafe.Add(ref d, 2 * row)), V.Broadcast(Unsafe.Add(ref d, 2 * row + 1)));
            V.FusedNegatedMultiplyAdd(di, im, dr * re).Store(ref y, j);
            V.FusedMultiplyAdd(di, re, dr * im).Store(ref y, j + width);
        }
    }

    /// <summary>to[source_j] = conj(d_j) from[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> sources, ReadOnlySpan<T> factors)
    {
        Check(from.Length, to.Length, sources.Length, factors.Length);
        ref var x = ref MemoryMarshal.GetReference(from);
        ref var y = ref MemoryMarshal.GetReference(to);
        ref var source = ref MemoryMarshal.GetReference(sources);
        ref var d = ref MemoryMarshal.GetReference(factors);
        var (rows, width) = ((nuint)sources.Length, (nuint)V.Lanes);
        nuint j = 0;
        for (nuint row = 0; row < rows; row++, j += 2 * width)
        {
            var i = (nuint)Unsafe.Add(ref source, row);
            var (re, im) = (V.Load(in x, j), V.Load(in x, j + width));
            var (dr, di) = (V.Broadcast(Unsafe.Add(ref d, 2 * row)), V.Broadcast(Unsafe.Add(ref d, 2 * row + 1)));
            V.FusedMultiplyAdd(di, im, dr * re).Store(ref y, i);
            V.FusedNegatedMultiplyAdd(di, re, dr * im).Store(ref y, i + width);
        }
    }

    /// <summary>
    /// rows[j] *= c + i s with c and s per sample, found at starts[classes[j xor flip]] and W numbers on; <paramref name="conjugate"/> takes c - i s.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void PerSample(Span<T> rows, ReadOnlySpan<byte> classes, int flip, ReadOnlySpan<int> starts, ReadOnlySpan<T> phases, bool conjugate)
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var phase = ref MemoryMarshal.GetReference(phases);
        var width = (nuint)V.Lanes;
        var sign = V.Broadcast(conjugate ? -T.One : T.One);
        if ((nuint)rows.Length != (nuint)classes.Length * 2 * width)
        {
            throw new ArgumentException($"BoundaryKernel: {rows.Length} numbers are not {classes.Length} rows.");
        }

        nuint j = 0;
        for (var row = 0; row < classes.Length; row++, j += 2 * width)
        {
            var p = (nuint)starts[classes[row ^ flip]];
            var (re, im) = (V.Load(in x, j), V.Load(in x, j + width));
            var (dr, di) = (V.Load(in phase, p), sign * V.Load(in phase, p + width));
            V.FusedNegatedMultiplyAdd(di, im, dr * re).Store(ref x, j);
            V.FusedMultiplyAdd(di, re, dr * im).Store(ref x, j + width);
        }
    }

    private static void Check(int from, int to, int rows, int factors)
    {
        if (from != to || from != rows * 2 * V.Lanes || factors != 2 * rows)
        {
            throw new ArgumentException($"BoundaryKernel: {from}, {to} and {factors} numbers do not fit {rows} rows of {V.Lanes} samples.");
        }
    }
}
