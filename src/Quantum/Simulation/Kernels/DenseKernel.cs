// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of Apply.
// Layout: two planes, re and im; a group is gathered into 2^k vectors of each, one per target value.
// Loop order: groups in ascending order, as many neighbours at a time as a vector has lanes; rows r; columns c.
// Equation:   psi_(i | offset_r) := sum_c M[r, c] psi_(i | offset_c), for every i whose target bits are 0.  Slow twin: KroneckerSimulator.
using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Applies a full 2^k x 2^k matrix to the groups of 2^k amplitudes that differ in the k target bits only: psi_r := sum over c of M[r, c] psi_c. A group's
/// amplitudes (for as many neighbouring groups as a vector has lanes) are first gathered into buffers.
/// </summary>
internal static class DenseKernel
{
    /// <summary>Applies M; <paramref name="offsets"/>[r] holds the target bits of row r.</summary>
    public static void Apply<T>(Span<T> re, Span<T> im, Selection selection, ReadOnlySpan<long> offsets, ComplexMatrix matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(selection.Value | offsets[^1], re.Length);
        if (Simd512<T>.IsSupported && selection.Run >= Simd512<T>.Lanes)
        {
            Sweep<Simd512<T>, T>(re, im, selection, offsets, matrix.Entries);
        }
        else if (Simd256<T>.IsSupported && selection.Run >= Simd256<T>.Lanes)
        {
            Sweep<Simd256<T>, T>(re, im, selection, offsets, matrix.Entries);
        }
        else
        {
            Sweep<Simd1<T>, T>(re, im, selection, offsets, matrix.Entries);
        }
    }

    private static void Sweep<TVector, T>(Span<T> re, Span<T> im, Selection selection, ReadOnlySpan<long> offsets, ReadOnlySpan<Complex> matrix)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> groupRe = stackalloc T[offsets.Length * TVector.Lanes];
        Span<T> groupIm = stackalloc T[offsets.Length * TVector.Lanes];
        ref var re0 = ref re[0];
        ref var im0 = ref im[0];
        for (var start = 0L; start < re.Length; start = selection.Next(start))
        {
            for (var k = 0; k < selection.Run; k += TVector.Lanes)
            {
                var first = (start | selection.Value) + k;
                for (var c = 0; c < offsets.Length; c++)
                {
                    TVector.Load(ref re0, (nuint)(first | offsets[c])).Store(ref groupRe[0], (nuint)(c * TVector.Lanes));
                    TVector.Load(ref im0, (nuint)(first | offsets[c])).Store(ref groupIm[0], (nuint)(c * TVector.Lanes));
                }

                for (var r = 0; r < offsets.Length; r++)
                {
                    Row<TVector, T>(ref groupRe[0], ref groupIm[0], matrix.Slice(r * offsets.Length, offsets.Length), out var sumRe, out var sumIm);
                    sumRe.Store(ref re0, (nuint)(first | offsets[r]));
                    sumIm.Store(ref im0, (nuint)(first | offsets[r]));
                }
            }
        }
    }

    private static void Row<TVector, T>(ref T groupRe, ref T groupIm, ReadOnlySpan<Complex> row, out TVector re, out TVector im)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sumRe, sumIm) = (TVector.Zero, TVector.Zero);
        for (var c = 0; c < row.Length; c++)
        {
            var (mRe, mIm) = (TVector.Broadcast(T.CreateTruncating(row[c].Real)), TVector.Broadcast(T.CreateTruncating(row[c].Imaginary)));
            var (pRe, pIm) = (TVector.Load(ref groupRe, (nuint)(c * TVector.Lanes)), TVector.Load(ref groupIm, (nuint)(c * TVector.Lanes)));
            sumRe = TVector.FusedMultiplyAdd(mRe, pRe, sumRe) - mIm * pIm;
            sumIm = TVector.FusedMultiplyAdd(mRe, pIm, TVector.FusedMultiplyAdd(mIm, pRe, sumIm));
        }

        (re, im) = (sumRe, sumIm);
    }
}
