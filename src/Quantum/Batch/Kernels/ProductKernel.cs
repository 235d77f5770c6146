// Unchecked references (lengths are checked once at entry).
// Layout: a bit's own state phi holds re0, im0, re1, im1, each [W]; the product of the lowest L bits is a tile of 2^L rows re[W] | im[W], and all of
// them are kept: L = 0 is the single row 1.
// Loop order: bit after bit from the lowest; on the way back from the highest.
// Equations:  Extend    S'[a, i] = phi[a] S[i]
//             Fold      kappa[a] = sum over i of lambda[a, i] conj(S[i]),   lambda'[i] = sum over a of lambda[a, i] conj(phi[a])
// so that dL = 2 Re sum over a of conj(kappa[a]) dphi[a] for this bit, and lambda' serves the bits below. A real product leaves all imaginary planes
// out.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Batch.Kernels;

/// <summary>Product states, built by doubling, and their pullback to the factors.</summary>
internal static class ProductKernel<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>to = phi (x) from, where <paramref name="to"/> has twice the rows of <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Extend(ReadOnlySpan<T> phi, ReadOnlySpan<T> from, Span<T> to, bool isReal)
    {
        Check(phi.Length, from.Length, to.Length);
        ref var f = ref MemoryMarshal.GetReference(phi);
        ref var x = ref MemoryMarshal.GetReference(from);
        ref var y = ref MemoryMarshal.GetReference(to);
        var (half, w) = ((nuint)from.Length, (nuint)V.Lanes);
        var (r0, i0, r1, i1) = (V.Load(in f, 0), V.Load(in f, w), V.Load(in f, 2 * w), V.Load(in f, 3 * w));
        if (isReal)
        {
            for (nuint i = 0; i < half; i += 2 * w)
            {
                var re = V.Load(in x, i);
                (r0 * re).Store(ref y, i);
                V.Zero.Store(ref y, i + w);
                (r1 * re).Store(ref y, i + half);
                V.Zero.Store(ref y, i + half + w);
            }

            return;
        }

        for (nuint i = 0; i < half; i += 2 * w)
        {
            var (re, im) = (V.Load(in x, i), V.Load(in x, i + w));
            V.FusedNegatedMultiplyAdd(i0, im, r0 * re).Store(ref y, i);
            V.FusedMultiplyAdd(i0, re, r0 * im).Store(ref y, i + w);
            V.FusedNegatedMultiplyAdd(i1, im, r1 * re).Store(ref y, i + half);
            V.FusedMultiplyAdd(i1, re, r1 * im).Store(ref y, i + half + w);
        }
    }

    /// <summary>
    /// kappa from the costate and the product <paramref name="below"/> of the lower bits; the costate's first half becomes that of the lower bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fold(ReadOnlySpan<T> phi, ReadOnlySpan<T> below, Span<T> costate, Span<T> kappa, bool isReal)
    {
        Check(phi.Length, below.Length, costate.Length);
        Check(kappa.Length, below.Length, costate.Length);
        ref var f = ref MemoryMarshal.GetReference(phi);
        ref var s = ref MemoryMarshal.GetReference(below);
        ref var y = ref MemoryMarshal.GetReference(costate);
        ref var k = ref MemoryMarshal.GetReference(kappa);
        var (half, w) = ((nuint)below.Length, (nuint)V.Lanes);
        var (r0, i0, r1, i1) = (V.Load(in f, 0), V.Load(in f, w), V.Load(in f, 2 * w), V.Load(in f, 3 * w));
        var (kr0, ki0, kr1, ki1) = (V.Zero, V.Zero, V.Zero, V.Zero);
        if (isReal)
        {
            for (nuint i = 0; i < half; i += 2 * w)
            {
                var (a, b, re) = (V.Load(in y, i), V.Load(in y, i + half), V.Load(in s, i));
                kr0 = V.FusedMultiplyAdd(a, re, kr0);
                kr1 = V.FusedMultiplyAdd(b, re, kr1);
                V.FusedMultiplyAdd(b, r1, a * r0).Store(ref y, i);
            }
        }
        else
        {
            for (nuint i = 0; i < half; i += 2 * w)
            {
                var (ar, ai) = (V.Load(in y, i), V.Load(in y, i + w));
                var (br, bi) = (V.Load(in y, i + half), V.Load(in y, i + half + w));
                var (re, im) = (V.Load(in s, i), V.Load(in s, i + w));
                kr0 = V.FusedMultiplyAdd(ai, im, V.FusedMultiplyAdd(ar, re, kr0));
                ki0 = V.FusedNegatedMultiplyAdd(ar, im, V.FusedMultiplyAdd(ai, re, ki0));
                kr1 = V.FusedMultiplyAdd(bi, im, V.FusedMultiplyAdd(br, re, kr1));
                ki1 = V.FusedNegatedMultiplyAdd(br, im, V.FusedMultiplyAdd(bi, re, ki1));
                V.FusedMultiplyAdd(bi, i1, V.FusedMultiplyAdd(br, r1, V.FusedMultiplyAdd(ai, i0, ar * r0))).Store(ref y, i);
                V.FusedNegatedMultiplyAdd(br, i1, V.FusedMultiplyAdd(bi, r1, V.FusedNegatedMultiplyAdd(ar, i0, ai * r0))).Store(ref y, i + w);
            }
        }

        kr0.Store(ref k, 0);
        ki0.Store(ref k, w);
        kr1.Store(ref k, 2 * w);
        ki1.Store(ref k, 3 * w);
    }

    /// <summary>
    /// RY on one bit's state, in place, with c and s = cos and sin of theta / 2 in <paramref name="phase"/>; the inverse on demand.
    /// </summary>
    public static void Turn(Span<T> phi, ReadOnlySpan<T> phase, bool inverse)
    {
        ref var f = ref MemoryMarshal.GetReference(phi[..(4 * V.Lanes)]);
        var (w, turn) = ((nuint)V.Lanes, FullTurn<V, T>.Load(phase, 0, inverse));
        for (nuint plane = 0; plane <= w; plane += w)
        {
            var (a0, a1) = turn.Apply(V.Load(in f, plane), V.Load(in f, plane + 2 * w));
            a0.Store(ref f, plane);
            a1.Store(ref f, plane + 2 * w);
        }
    }

    /// <summary>RZ on one bit's state, in place: (c - i s) phi0, (c + i s) phi1; the inverse on demand.</summary>
    public static void Phase(Span<T> phi, ReadOnlySpan<T> phase, bool inverse)
    {
        ref var f = ref MemoryMarshal.GetReference(phi[..(4 * V.Lanes)]);
        var (w, turn) = ((nuint)V.Lanes, FullTurn<V, T>.Load(phase, 0, inverse));
        var (im0, re0) = turn.Apply(V.Load(in f, w), V.Load(in f, 0));
        var (re1, im1) = turn.Apply(V.Load(in f, 2 * w), V.Load(in f, 3 * w));
        re0.Store(ref f, 0);
        im0.Store(ref f, w);
        re1.Store(ref f, 2 * w);
        im1.Store(ref f, 3 * w);
    }

    /// <summary>dL/dtheta of RY behind it: kappa1 phi0 - kappa0 phi1, the planes to two rows.</summary>
    public static void TurnGradient(ReadOnlySpan<T> phi, ReadOnlySpan<T> kappa, Span<T> sum) =>
        TurnGradientKernel<V, T>.One(phi[..(4 * V.Lanes)], kappa[..(4 * V.Lanes)], 2 * V.Lanes, sum);

    /// <summary>dL/dtheta of RZ behind it: Im(conj(kappa0) phi0) - Im(conj(kappa1) phi1).</summary>
    public static void PhaseGradient(ReadOnlySpan<T> phi, ReadOnlySpan<T> kappa, Span<T> sum)
    {
        ref var f = ref MemoryMarshal.GetReference(phi[..(4 * V.Lanes)]);
        ref var k = ref MemoryMarshal.GetReference(kappa[..(4 * V.Lanes)]);
        ref var total = ref MemoryMarshal.GetReference(sum[..V.Lanes]);
        var w = (nuint)V.Lanes;
        var zero = V.FusedNegatedMultiplyAdd(V.Load(in k, w), V.Load(in f, 0), V.Load(in k, 0) * V.Load(in f, w));
        var one = V.FusedNegatedMultiplyAdd(V.Load(in k, 3 * w), V.Load(in f, 2 * w), V.Load(in k, 2 * w) * V.Load(in f, 3 * w));
        (V.Load(in total, 0) + (zero - one)).Store(ref total, 0);
    }

    private static void Check(int phi, int below, int tile)
    {
        if (phi != 4 * V.Lanes || tile != 2 * below)
        {
            throw new ArgumentException($"ProductKernel: {phi}, {below} and {tile} numbers are no bit and products of {V.Lanes} samples.");
        }
    }
}
