// Unchecked ref arithmetic: Step checks the lengths of all arrays once.
// Layout: two planes, re and im; element j of transform q at q + s j, element k of its part p after the step at q + s p + r s k.
// Loop order: elements j, each with its roots of unity; transforms q, as many at a time as a vector has lanes.
// Equation:   Y_(r k + p) = sum over j of [e^(-2 pi i j p / n) sum over l of x_(j + l n / r) e^(-2 pi i l p / r)] e^(-2 pi i j k / (n / r)), the
//             brackets being the step of radix r = 4 or 2.  Slow twin: the definition, in tests/Data.Tests/Fourier/Dft.cs.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Data.Fourier.Kernels;

/// <summary>
/// One step of Stockham's self-sorting transform by decimation in frequency. The data are s interleaved transforms of length n, element j of
/// transform q at q + s j; a step of radix r leaves r s of length n / r. Lanes are neighbouring transforms q, which need the same root of unity, so
/// that nothing is shuffled.
/// </summary>
internal static class Stockham<TVector, T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// A step of radix 4 where n allows it, else 2. <paramref name="cosines"/> and <paramref name="sines"/> hold e^(-2 pi i j / N) for the whole
    /// length N = n s;
    /// <paramref name="stride"/> (s) is a multiple of the lanes.
    /// </summary>
    public static void Step(
        int n, int stride, ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> toRe, Span<T> toIm, ReadOnlySpan<T> cosines, ReadOnlySpan<T> sines)
    {
        var total = n * stride;
        var shortest = Math.Min(Math.Min(re.Length, im.Length), Math.Min(Math.Min(toRe.Length, toIm.Length), Math.Min(cosines.Length, sines.Length)));
        if (shortest < total || stride % TVector.Lanes != 0)
        {
            throw new ArgumentException($"Stockham: a step over {total} elements with stride {stride} was given shorter arrays.");
        }

        ref var re0 = ref MemoryMarshal.GetReference(re);
        ref var im0 = ref MemoryMarshal.GetReference(im);
        ref var toRe0 = ref MemoryMarshal.GetReference(toRe);
        ref var toIm0 = ref MemoryMarshal.GetReference(toIm);
        if (n % 4 == 0)
        {
            Four(n / 4, stride, ref re0, ref im0, ref toRe0, ref toIm0, cosines, sines);
        }
        else
        {
            Two(stride, ref re0, ref im0, ref toRe0, ref toIm0);
        }
    }

    /// <summary>
    /// With a, b, c, d at j, j + m, j + 2 m, j + 3 m (m = n / 4) and w = e^(-2 pi i j / n): y_0 = (a + c) + (b + d), y_1 = w ((a - c) - i (b - d)),
    /// y_2 = w^2 ((a + c) - (b + d)), y_3 = w^3 ((a - c) + i (b - d)).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(int quarter, int stride, ref T re, ref T im, ref T toRe, ref T toIm, ReadOnlySpan<T> cosines, ReadOnlySpan<T> sines)
    {
        var (step, lanes) = ((nuint)stride, (nuint)TVector.Lanes);
        var far = (nuint)quarter * step;
        for (var j = 0; j < quarter; j++)
        {
            var (w1Re, w1Im) = (TVector.Broadcast(cosines[j * stride]), TVector.Broadcast(sines[j * stride]));
            var (w2Re, w2Im) = (TVector.Broadcast(cosines[2 * j * stride]), TVector.Broadcast(sines[2 * j * stride]));
            var (w3Re, w3Im) = (TVector.Broadcast(cosines[3 * j * stride]), TVector.Broadcast(sines[3 * j * stride]));
            var (from, to) = ((nuint)j * step, 4 * (nuint)j * step);
            for (nuint q = 0; q < step; q += lanes, from += lanes, to += lanes)
            {
                var (aRe, aIm) = (TVector.Load(in re, from), TVector.Load(in im, from));
                var (bRe, bIm) = (TVector.Load(in re, from + far), TVector.Load(in im, from + far));
                var (cRe, cIm) = (TVector.Load(in re, from + 2 * far), TVector.Load(in im, from + 2 * far));
                var (dRe, dIm) = (TVector.Load(in re, from + 3 * far), TVector.Load(in im, from + 3 * far));
                var (sumRe, sumIm, differenceRe, differenceIm) = (aRe + cRe, aIm + cIm, aRe - cRe, aIm - cIm);
                var (otherRe, otherIm, turnedRe, turnedIm) = (bRe + dRe, bIm + dIm, bIm - dIm, dRe - bRe);
                (sumRe + otherRe).Store(ref toRe, to);
                (sumIm + otherIm).Store(ref toIm, to);
                StoreProduct(differenceRe + turnedRe, differenceIm + turnedIm, w1Re, w1Im, ref toRe, ref toIm, to + step);
                StoreProduct(sumRe - otherRe, sumIm - otherIm, w2Re, w2Im, ref toRe, ref toIm, to + 2 * step);
                StoreProduct(differenceRe - turnedRe, differenceIm - turnedIm, w3Re, w3Im, ref toRe, ref toIm, to + 3 * step);
            }
        }
    }

    /// <summary>The last step of an odd power of two, n = 2: y_0 = a + b, y_1 = a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(int stride, ref T re, ref T im, ref T toRe, ref T toIm)
    {
        var (step, lanes) = ((nuint)stride, (nuint)TVector.Lanes);
        for (nuint q = 0; q < step; q += lanes)
        {
            var (aRe, aIm) = (TVector.Load(in re, q), TVector.Load(in im, q));
            var (bRe, bIm) = (TVector.Load(in re, q + step), TVector.Load(in im, q + step));
            (aRe + bRe).Store(ref toRe, q);
            (aIm + bIm).Store(ref toIm, q);
            (aRe - bRe).Store(ref toRe, q + step);
            (aIm - bIm).Store(ref toIm, q + step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct(TVector aRe, TVector aIm, TVector wRe, TVector wIm, ref T toRe, ref T toIm, nuint index)
    {
        (aRe * wRe - aIm * wIm).Store(ref toRe, index);
        (aRe * wIm + aIm * wRe).Store(ref toIm, index);
    }
}
