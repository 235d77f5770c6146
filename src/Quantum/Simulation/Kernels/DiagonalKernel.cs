// Reference arithmetic through ISimd: the planes' and the tables' lengths are checked at the entry of each method.
// Layout: two planes, re and im; one table of factors for the high bits of the index, one for the low bits, which are side by side.
// Loop order: high indices h, whose factor stays in registers; low indices l, a vector at a time.
// Equation:   psi_(h, l) := high_h low_l psi_(h, l).  Slow twin: KroneckerSimulator.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Multiplies amplitudes by a diagonal that is a product of a factor for the low bits of the index and one for its high bits.</summary>
internal static class DiagonalKernel
{
    /// <summary>psi_(h, l) := high_h low_l psi_(h, l).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TVector, T>(
        Span<T> re, Span<T> im, ReadOnlySpan<T> lowRe, ReadOnlySpan<T> lowIm, ReadOnlySpan<T> highRe, ReadOnlySpan<T> highIm)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, lowRe.Length * highRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, lowIm.Length * highIm.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lowIm.Length, lowRe.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(lowRe.Length, TVector.Lanes);
        ref var re0 = ref re[0];
        ref var im0 = ref im[0];
        ref readonly var low0 = ref lowRe[0];
        ref readonly var low1 = ref lowIm[0];
        nuint i = 0;
        for (var h = 0; h < highRe.Length; h++)
        {
            var (hRe, hIm) = (TVector.Broadcast(highRe[h]), TVector.Broadcast(highIm[h]));
            for (nuint l = 0; l < (nuint)lowRe.Length; l += (nuint)TVector.Lanes, i += (nuint)TVector.Lanes)
            {
                var (lRe, lIm) = (TVector.Load(in low0, l), TVector.Load(in low1, l));
                Multiply<TVector, T>(TVector.FusedNegatedMultiplyAdd(hIm, lIm, hRe * lRe), TVector.FusedMultiplyAdd(hRe, lIm, hIm * lRe), ref re0, ref im0, i);
            }
        }
    }

    /// <summary>psi_(h, l) := high_h psi_(h, l), for <paramref name="stretch"/> low indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TVector, T>(Span<T> re, Span<T> im, int stretch, ReadOnlySpan<T> highRe, ReadOnlySpan<T> highIm)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(re.Length, stretch * highRe.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, stretch * highIm.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(stretch, TVector.Lanes);
        ref var re0 = ref re[0];
        ref var im0 = ref im[0];
        nuint i = 0;
        for (var h = 0; h < highRe.Length; h++)
        {
            var (hRe, hIm) = (TVector.Broadcast(highRe[h]), TVector.Broadcast(highIm[h]));
            for (var end = i + (nuint)stretch; i < end; i += (nuint)TVector.Lanes)
            {
                Multiply<TVector, T>(hRe, hIm, ref re0, ref im0, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TVector, T>(TVector fRe, TVector fIm, ref T re, ref T im, nuint i)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (pRe, pIm) = (TVector.Load(in re, i), TVector.Load(in im, i));
        TVector.FusedNegatedMultiplyAdd(fIm, pIm, fRe * pRe).Store(ref re, i);
        TVector.FusedMultiplyAdd(fRe, pIm, fIm * pRe).Store(ref im, i);
    }
}
