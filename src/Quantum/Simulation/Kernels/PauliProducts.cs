// Reference arithmetic through ISimd and Vector512: the planes' lengths are checked at the entry of each method.
// Layout: two planes per state, re and im; indices with equal bits on the string's support come in runs of neighbours.
// Loop order: runs in ascending order; pieces of at most 4096 amplitudes, whose totals are added in double precision; vectors of 512 bits.
// Equation:   <left|P|right> = phase sum_i (-1)^parity(i and Z) conj(left_(i xor X)) right_i.  Slow twin: KroneckerSimulator.
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>
/// Inner products and sums with a Pauli string in between, without building a matrix. Sums run over fixed 512-bit lanes in a fixed order whatever the
/// hardware, in pieces whose totals add up in double precision: equal bits everywhere.
/// </summary>
internal static class PauliProducts
{
    private const int Piece = 4096;

    /// <summary>
    /// &lt;left| Pi P |right&gt; = sum over selected i of conj(left_(i xor X)) * phase(i) * right_i, Pi being the projector on the selected states (bits
    /// outside P's support).
    /// </summary>
    public static Complex Inner<T>(
        ReadOnlySpan<T> leftRe, ReadOnlySpan<T> leftIm, ReadOnlySpan<T> rightRe, ReadOnlySpan<T> rightIm, BitPauli pauli, long mask, long value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Inner(leftRe, leftIm, rightRe, rightIm, pauli, mask, value, 0, leftRe.Length);

    /// <summary>The part of the sum over the i from <paramref name="from"/> on, as many as a power of two of which that is a multiple.</summary>
    public static Complex Inner<T>(
        ReadOnlySpan<T> leftRe, ReadOnlySpan<T> leftIm, ReadOnlySpan<T> rightRe, ReadOnlySpan<T> rightIm,
        BitPauli pauli, long mask, long value, long from, long count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(leftRe, leftIm, rightRe, rightIm, pauli.Support | mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, leftRe.Length);
        var selection = new Selection(mask, value, leftRe.Length, pauli.Support | count);
        var (sumRe, sumIm) = (0.0, 0.0);
        for (var start = selection.From(from); start < from + count; start = selection.Next(start))
        {
            var i = (int)(start | selection.Value);
            var (j, sign) = (i ^ (int)pauli.X, pauli.IsOdd(i) ? -1 : 1);
            for (var done = 0; done < selection.Run; done += Piece)
            {
                var length = Math.Min(Piece, selection.Run - done);
                Dot(leftRe.Slice(j + done, length), leftIm.Slice(j + done, length), rightRe.Slice(i + done, length), rightIm.Slice(i + done, length),
                    out var re, out var im);
                sumRe += sign * re;
                sumIm += sign * im;
            }
        }

        return pauli.Phase * new Complex(sumRe, sumIm);
    }

    /// <summary>sum += coefficient * P |state&gt;.</summary>
    public static void Accumulate<T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im, double coefficient, BitPauli pauli, Span<T> sumRe, Span<T> sumIm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLengths(re, im, sumRe, sumIm, pauli.Support);
        var run = (int)(pauli.Support == 0 ? re.Length : pauli.Support & -pauli.Support);
        for (var i = 0; i < re.Length; i += run)
        {
            var j = i ^ (int)pauli.X;
            var factor = pauli.Phase * (pauli.IsOdd(i) ? -coefficient : coefficient);
            var (fRe, fIm) = (T.CreateTruncating(factor.Real), T.CreateTruncating(factor.Imaginary));
            if (Simd512<T>.IsSupported && run >= Simd512<T>.Lanes)
            {
                AddMultiple<Simd512<T>, T>(re.Slice(i, run), im.Slice(i, run), fRe, fIm, sumRe.Slice(j, run), sumIm.Slice(j, run));
            }
            else if (Simd256<T>.IsSupported && run >= Simd256<T>.Lanes)
            {
                AddMultiple<Simd256<T>, T>(re.Slice(i, run), im.Slice(i, run), fRe, fIm, sumRe.Slice(j, run), sumIm.Slice(j, run));
            }
            else
            {
                AddMultiple<Simd1<T>, T>(re.Slice(i, run), im.Slice(i, run), fRe, fIm, sumRe.Slice(j, run), sumIm.Slice(j, run));
            }
        }
    }

    private static void AddMultiple<TVector, T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im, T factorRe, T factorIm, Span<T> sumRe, Span<T> sumIm)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (fRe, fIm) = (TVector.Broadcast(factorRe), TVector.Broadcast(factorIm));
        ref var re0 = ref MemoryMarshal.GetReference(re);
        ref var im0 = ref MemoryMarshal.GetReference(im);
        for (nuint k = 0; k < (nuint)re.Length; k += (nuint)TVector.Lanes)
        {
            var (pRe, pIm) = (TVector.Load(ref re0, k), TVector.Load(ref im0, k));
            (TVector.FusedMultiplyAdd(fRe, pRe, TVector.Load(ref sumRe[0], k)) - fIm * pIm).Store(ref sumRe[0], k);
            TVector.FusedMultiplyAdd(fRe, pIm, TVector.FusedMultiplyAdd(fIm, pRe, TVector.Load(ref sumIm[0], k))).Store(ref sumIm[0], k);
        }
    }

    /// <summary>sum over k of conj(l_k) r_k over at most <see cref="Piece"/> amplitudes.</summary>
    private static void Dot<T>(
        ReadOnlySpan<T> leftRe, ReadOnlySpan<T> leftIm, ReadOnlySpan<T> rightRe, ReadOnlySpan<T> rightIm, out double re, out double im)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (vectorRe, vectorIm) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var k = 0;
        for (; k + Vector512<T>.Count <= leftRe.Length; k += Vector512<T>.Count)
        {
            var (lRe, lIm) = (Vector512.Create(leftRe[k..]), Vector512.Create(leftIm[k..]));
            var (rRe, rIm) = (Vector512.Create(rightRe[k..]), Vector512.Create(rightIm[k..]));
            vectorRe += lRe * rRe + lIm * rIm;
            vectorIm += lRe * rIm - lIm * rRe;
        }

        (re, im) = (Total(vectorRe), Total(vectorIm));
        for (; k < leftRe.Length; k++)
        {
            re += double.CreateTruncating(leftRe[k] * rightRe[k] + leftIm[k] * rightIm[k]);
            im += double.CreateTruncating(leftRe[k] * rightIm[k] - leftIm[k] * rightRe[k]);
        }
    }

    private static double Total<T>(Vector512<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var total = 0.0;
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            total += double.CreateTruncating(lanes[lane]);
        }

        return total;
    }

    private static void CheckLengths<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, long bits)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(c.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(d.Length, a.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bits, a.Length);
    }
}
