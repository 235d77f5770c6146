// Unchecked references (lengths are checked once at entry; row starts come from the plan).
// Layout: row j of a tile holds W samples: re[W], then im[W]; factors hold d_j as re, im per row, shared by the samples.
// Loop order: blocks of 4 new rows that differ in the turned bits; both planes of all 4 in registers, so that a boundary and two turns cost one pass
// over memory.
// Equations:  a[j] = d_j psi[source_j];   then per turned bit  a0' = a0 - t a1,  a1' = a1 + t a0
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>A boundary and the first two turns behind it, from one buffer to another.</summary>
internal static class EnterKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Strides count rows and are given highest first, like the tangents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(
        ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> sources, ReadOnlySpan<T> factors, (int High, int Low) strides, ReadOnlySpan<T> tangents)
    {
        Check(from.Length, to.Length, sources.Length, factors.Length, strides.High);
        ref var x = ref MemoryMarshal.GetReference(from);
        ref var y = ref MemoryMarshal.GetReference(to);
        ref var source = ref MemoryMarshal.GetReference(sources);
        ref var d = ref MemoryMarshal.GetReference(factors);
        var (rows, h, l) = ((nuint)sources.Length, (nuint)strides.High, (nuint)strides.Low);
        var (up, low) = (TangentTurn<V, T>.Load(tangents, 0, false), TangentTurn<V, T>.Load(tangents, 1, false));
        for (nuint high = 0; high < rows; high += 2 * h)
        {
            for (var block = high; block < high + h; block += 2 * l)
            {
                for (var j = block; j < block + l; j++)
                {
                    var (r0, i0) = Load(ref x, ref source, ref d, j);
                    var (r1, i1) = Load(ref x, ref source, ref d, j + l);
                    var (r2, i2) = Load(ref x, ref source, ref d, j + h);
                    var (r3, i3) = Load(ref x, ref source, ref d, j + h + l);
                    (r0, r1) = low.Apply(r0, r1);
                    (i0, i1) = low.Apply(i0, i1);
                    (r2, r3) = low.Apply(r2, r3);
                    (i2, i3) = low.Apply(i2, i3);
                    (r0, r2) = up.Apply(r0, r2);
                    (i0, i2) = up.Apply(i0, i2);
                    (r1, r3) = up.Apply(r1, r3);
                    (i1, i3) = up.Apply(i1, i3);
                    Store(ref y, j, r0, i0);
                    Store(ref y, j + l, r1, i1);
                    Store(ref y, j + h, r2, i2);
                    Store(ref y, j + h + l, r3, i3);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Re, V Im) Load(ref T x, ref int source, ref T d, nuint row)
    {
        var i = (nuint)Unsafe.Add(ref source, row);
        var (re, im) = (V.Load(in x, i), V.Load(in x, i + (nuint)V.Lanes));
        var (dr, di) = (V.Broadcast(Unsafe.Add(ref d, 2 * row)), V.Broadcast(Unsafe.Add(ref d, 2 * row + 1)));
        return (V.FusedNegatedMultiplyAdd(di, im, dr * re), V.FusedMultiplyAdd(di, re, dr * im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T y, nuint row, V re, V im)
    {
        re.Store(ref y, row * 2 * (nuint)V.Lanes);
        im.Store(ref y, row * 2 * (nuint)V.Lanes + (nuint)V.Lanes);
    }

    private static void Check(int from, int to, int rows, int factors, int highStride)
    {
        if (from != to || from != rows * 2 * V.Lanes || factors != 2 * rows || rows % (2 * highStride) != 0)
        {
            throw new ArgumentException($"EnterKernel: {from}, {to} and {factors} numbers do not fit {rows} rows of {V.Lanes} samples.");
        }
    }
}
