using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// The transform of real signals of one length n: X[k] for k = 0..floor(n / 2); the others are X[n - k] = conj(X[k]). An even length is done as one
/// complex transform of half of it, z[j] = x[2 j] + i x[2 j + 1]; an odd one as a complex transform of the whole. An object may be used by one thread
/// at a time.
/// </summary>
public sealed class RealFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Half = T.One / (T.One + T.One);

    private readonly Fft<T> inner;
    private readonly T[] cosines;
    private readonly T[] sines;
    private readonly T[] workRe;
    private readonly T[] workIm;

    /// <summary>Prepares transforms of a length. Throws <see cref="ArgumentOutOfRangeException"/> unless it is 1 to 2^27.</summary>
    public RealFft(int length)
    {
        Length = length;
        inner = new Fft<T>(length > 0 && length % 2 == 0 ? length / 2 : length);
        (workRe, workIm) = (new T[inner.Length], new T[inner.Length]);
        (cosines, sines) = (new T[Bins], new T[Bins]);
        for (var k = 0; k < Bins; k++)
        {
            (cosines[k], sines[k]) = Roots.Of<T>(k, length);
        }
    }

    /// <summary>The length n of a signal.</summary>
    public int Length { get; }

    /// <summary>The length of a transform, floor(n / 2) + 1.</summary>
    public int Bins => Length / 2 + 1;

    /// <summary>
    /// Writes the transform of <paramref name="signal"/>. Throws <see cref="ShapeException"/> where lengths are not n and <see cref="Bins"/>.
    /// </summary>
    public void Forward(ReadOnlySpan<T> signal, Span<T> re, Span<T> im)
    {
        Check(signal.Length, re.Length, im.Length);
        if (Length % 2 == 1)
        {
            signal.CopyTo(workRe);
            Array.Clear(workIm);
            inner.Forward(workRe, workIm);
            workRe.AsSpan(0, Bins).CopyTo(re);
            workIm.AsSpan(0, Bins).CopyTo(im);
            return;
        }

        var half = Length / 2;
        for (var j = 0; j < half; j++)
        {
            (workRe[j], workIm[j]) = (signal[2 * j], signal[2 * j + 1]);
        }

        inner.Forward(workRe, workIm);

        // The transforms of even and odd samples are E = (Z[k] + conj Z[n/2 - k]) / 2 and O = (Z[k] - conj Z[n/2 - k]) / 2i; then X[k] = E + e^(-2 pi
        // i k / n) O.
        for (var k = 0; k <= half; k++)
        {
            var (a, b) = (k == half ? 0 : k, k == 0 ? 0 : half - k);
            var (evenRe, evenIm) = (Half * (workRe[a] + workRe[b]), Half * (workIm[a] - workIm[b]));
            var (oddRe, oddIm) = (Half * (workIm[a] + workIm[b]), Half * (workRe[b] - workRe[a]));
            re[k] = evenRe + (cosines[k] * oddRe - sines[k] * oddIm);
            im[k] = evenIm + (cosines[k] * oddIm + sines[k] * oddRe);
        }
    }

    /// <summary>
    /// Writes the signal of a transform: the inverse of <see cref="Forward"/>. The imaginary parts at frequency 0 and, for even n, at n / 2 belong to
    /// no real signal and are taken as 0. Throws <see cref="ShapeException"/> where lengths are not n and <see cref="Bins"/>.
    /// </summary>
    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> signal)
    {
        Check(signal.Length, re.Length, im.Length);
        if (Length % 2 == 1)
        {
            for (var k = 0; k < Bins; k++)
            {
                (workRe[k], workIm[k]) = (re[k], k == 0 ? T.Zero : im[k]);
                (workRe[(Length - k) % Length], workIm[(Length - k) % Length]) = (workRe[k], -workIm[k]);
            }

            inner.Inverse(workRe, workIm);
            workRe.CopyTo(signal);
            return;
        }

        var half = Length / 2;
        for (var k = 0; k < half; k++)
        {
            var (aIm, bIm) = (k == 0 ? T.Zero : im[k], k == 0 ? T.Zero : im[half - k]);
            var (evenRe, evenIm) = (Half * (re[k] + re[half - k]), Half * (aIm - bIm));
            var (differenceRe, differenceIm) = (Half * (re[k] - re[half - k]), Half * (aIm + bIm));
            var (oddRe, oddIm) = (cosines[k] * differenceRe + sines[k] * differenceIm, cosines[k] * differenceIm - sines[k] * differenceRe);
            (workRe[k], workIm[k]) = (evenRe - oddIm, evenIm + oddRe);
        }

        inner.Inverse(workRe, workIm);
        for (var j = 0; j < half; j++)
        {
            (signal[2 * j], signal[2 * j + 1]) = (workRe[j], workIm[j]);
        }
    }

    private void Check(int signal, int re, int im)
    {
        if (signal != Length || re != Bins || im != Bins)
        {
            throw new ShapeException(
                $"RealFft: prepared for {Length} samples and {Bins} bins, but the signal has {signal} and the transform {re} real and {im} imaginary parts.");
        }
    }
}
