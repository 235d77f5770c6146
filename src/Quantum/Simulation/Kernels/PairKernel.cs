// Reference arithmetic through ISimd: the planes' lengths are checked against the dimension at the entry of Apply.
// Layout: two planes, re and im; selected indices come in runs of neighbours, whose partners are neighbours too.
// Loop order: runs in ascending order; within a run a vector of i and one of j at a time.
// Equation:   (psi_i, psi_j) := M (psi_i, psi_j) with j = i xor flip, M by the parity of i and parityMask.  Slow twin: KroneckerSimulator.
using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Applies a 2 x 2 matrix to all pairs of amplitudes (i, i xor flip) whose index i is selected: one-qubit gates (flip = the target's bit), exchanges
/// (SWAP: flip = both bits, i has 01 there) and Pauli rotations (flip = the string's X bits; the matrix depends on a parity of i).
/// </summary>
internal static class PairKernel
{
    /// <summary>psi_i, psi_j := even or odd matrix times (psi_i, psi_j), j = i xor flip; odd where parity(i and parityMask) = 1.</summary>
    public static void Apply<T>(
        Span<T> re, Span<T> im, Selection selection, long flip, long parityMask, in Matrix2<T> even, in Matrix2<T> odd)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(flip | selection.Value, re.Length);
        if (parityMask == 0 && even.IsExchange)
        {
            Exchange(re, im, selection, flip);
        }
        else if (Simd512<T>.IsSupported && selection.Run >= Simd512<T>.Lanes)
        {
            Sweep<Simd512<T>, T>(re, im, selection, flip, parityMask, even, odd);
        }
        else if (Simd256<T>.IsSupported && selection.Run >= Simd256<T>.Lanes)
        {
            Sweep<Simd256<T>, T>(re, im, selection, flip, parityMask, even, odd);
        }
        else
        {
            Sweep<Simd1<T>, T>(re, im, selection, flip, parityMask, even, odd);
        }
    }

    private static void Sweep<TVector, T>(
        Span<T> re, Span<T> im, Selection selection, long flip, long parityMask, in Matrix2<T> even, in Matrix2<T> odd)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var re0 = ref re[0];
        ref var im0 = ref im[0];
        for (var start = 0L; start < re.Length; start = selection.Next(start))
        {
            var i = start | selection.Value;
            ref readonly var m = ref (BitOperations.PopCount((ulong)(i & parityMask)) & 1) == 0 ? ref even : ref odd;
            Run<TVector, T>(ref re0, ref im0, (nuint)i, (nuint)(i ^ flip), (nuint)selection.Run, m);
        }
    }

    private static void Run<TVector, T>(ref T re, ref T im, nuint i, nuint j, nuint length, in Matrix2<T> m)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (aRe, aIm, bRe, bIm) = (TVector.Broadcast(m.ARe), TVector.Broadcast(m.AIm), TVector.Broadcast(m.BRe), TVector.Broadcast(m.BIm));
        var (cRe, cIm, dRe, dIm) = (TVector.Broadcast(m.CRe), TVector.Broadcast(m.CIm), TVector.Broadcast(m.DRe), TVector.Broadcast(m.DIm));
        for (nuint k = 0; k < length; k += (nuint)TVector.Lanes)
        {
            var (pRe, pIm) = (TVector.Load(ref re, i + k), TVector.Load(ref im, i + k));
            var (qRe, qIm) = (TVector.Load(ref re, j + k), TVector.Load(ref im, j + k));
            Combine<TVector, T>(aRe, aIm, bRe, bIm, pRe, pIm, qRe, qIm, out var newRe, out var newIm);
            newRe.Store(ref re, i + k);
            newIm.Store(ref im, i + k);
            Combine<TVector, T>(cRe, cIm, dRe, dIm, pRe, pIm, qRe, qIm, out newRe, out newIm);
            newRe.Store(ref re, j + k);
            newIm.Store(ref im, j + k);
        }
    }

    /// <summary>a p + b q.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Combine<TVector, T>(
        TVector aRe, TVector aIm, TVector bRe, TVector bIm, TVector pRe, TVector pIm, TVector qRe, TVector qIm, out TVector re, out TVector im)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        re = TVector.FusedMultiplyAdd(aRe, pRe, bRe * qRe) - TVector.FusedMultiplyAdd(aIm, pIm, bIm * qIm);
        im = TVector.FusedMultiplyAdd(aRe, pIm, bRe * qIm) + TVector.FusedMultiplyAdd(aIm, pRe, bIm * qRe);
    }

    private static void Exchange<T>(Span<T> re, Span<T> im, Selection selection, long flip)
    {
        for (var start = 0L; start < re.Length; start = selection.Next(start))
        {
            var (i, j) = ((int)(start | selection.Value), (int)((start | selection.Value) ^ flip));
            for (var k = 0; k < selection.Run; k++)
            {
                (re[i + k], re[j + k]) = (re[j + k], re[i + k]);
                (im[i + k], im[j + k]) = (im[j + k], im[i + k]);
            }
        }
    }
}
