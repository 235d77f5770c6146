// Reference arithmetic through ISimd: the planes' lengths are checked at the entry of Apply.
// Layout: two planes, re and im; selected indices come in runs of neighbours, which have one factor.
// Loop order: runs in ascending order; a vector of amplitudes at a time.
// Equation:   psi_i := factor psi_i, the factor by the parity of i and parityMask.  Slow twin: KroneckerSimulator.
using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Multiplies selected amplitudes by one of two factors, by the parity of some of their index bits: diagonal gates and rotations about Z words.
/// A factor of exactly 1 costs nothing.
/// </summary>
internal static class PhaseKernel
{
    /// <summary>psi_i := psi_i * even, or * odd where parity(i and parityMask) = 1.</summary>
    public static void Apply<T>(Span<T> re, Span<T> im, Selection selection, long parityMask, Complex even, Complex odd)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(selection.Value, re.Length);
        if (Simd512<T>.IsSupported && selection.Run >= Simd512<T>.Lanes)
        {
            Sweep<Simd512<T>, T>(re, im, selection, parityMask, even, odd);
        }
        else if (Simd256<T>.IsSupported && selection.Run >= Simd256<T>.Lanes)
        {
            Sweep<Simd256<T>, T>(re, im, selection, parityMask, even, odd);
        }
        else
        {
            Sweep<Simd1<T>, T>(re, im, selection, parityMask, even, odd);
        }
    }

    private static void Sweep<TVector, T>(Span<T> re, Span<T> im, Selection selection, long parityMask, Complex even, Complex odd)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var re0 = ref re[0];
        ref var im0 = ref im[0];
        for (var start = 0L; start < re.Length; start = selection.Next(start))
        {
            var i = start | selection.Value;
            var factor = (BitOperations.PopCount((ulong)(i & parityMask)) & 1) == 0 ? even : odd;
            if (factor != Complex.One)
            {
                Run<TVector, T>(ref re0, ref im0, (nuint)i, (nuint)selection.Run, T.CreateTruncating(factor.Real), T.CreateTruncating(factor.Imaginary));
            }
        }
    }

    private static void Run<TVector, T>(ref T re, ref T im, nuint i, nuint length, T factorRe, T factorIm)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (fRe, fIm) = (TVector.Broadcast(factorRe), TVector.Broadcast(factorIm));
        for (nuint k = i; k < i + length; k += (nuint)TVector.Lanes)
        {
            var (pRe, pIm) = (TVector.Load(ref re, k), TVector.Load(ref im, k));
            (fRe * pRe - fIm * pIm).Store(ref re, k);
            TVector.FusedMultiplyAdd(fRe, pIm, fIm * pRe).Store(ref im, k);
        }
    }
}
