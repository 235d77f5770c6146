using System.Numerics;
using System.Runtime.Intrinsics;
using QXai.Data.Fourier.Kernels;
using QXai.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Data.Fourier;

/// <summary>
/// The discrete Fourier transform of one length n, X[k] = sum over j of x[j] e^(-2 pi i j k / n), prepared once and used for any number of signals,
/// real and imaginary parts in arrays of their own. Powers of two by the self-sorting algorithm of Stockham with radix 4; every other length through
/// one of them (<see cref="Bluestein{T}"/>): n log n for all lengths. The result has the same bits whatever the width of the machine's vectors. An
/// object may be used by one thread at a time.
/// </summary>
public sealed class Fft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Longest = 1 << 27;

    private readonly T[] cosines;
    private readonly T[] sines;
    private readonly T[] spareRe;
    private readonly T[] spareIm;
    private readonly Bluestein<T>? bluestein;

    /// <summary>Prepares transforms of a length. Throws <see cref="ArgumentOutOfRangeException"/> unless it is 1 to 2^27.</summary>
    public Fft(int length)
    {
        var isPowerOfTwo = BitOperations.IsPow2(length);
        if (length < 1 || length > (isPowerOfTwo ? 2 * Longest : Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"Fft: a transform of length {length} is not possible; 1 to {Longest} are.");
        }

        Length = length;
        bluestein = isPowerOfTwo ? null : new Bluestein<T>(length);
        var size = isPowerOfTwo ? length : 0;
        (cosines, sines, spareRe, spareIm) = (new T[size], new T[size], new T[size], new T[size]);
        for (var j = 0; j < size; j++)
        {
            (cosines[j], sines[j]) = Roots.Of<T>(j, length);
        }
    }

    /// <summary>The length n.</summary>
    public int Length { get; }

    /// <summary>Replaces a signal by its transform. Throws <see cref="ShapeException"/> where the arrays do not have n elements.</summary>
    public void Forward(Span<T> re, Span<T> im)
    {
        Check(re, im);
        if (bluestein is not null)
        {
            bluestein.Forward(re, im);
            return;
        }

        var (n, stride) = (Length, 1);
        var isInSpare = false;
        while (n > 1)
        {
            if (isInSpare)
            {
                Step(n, stride, spareRe, spareIm, re, im);
            }
            else
            {
                Step(n, stride, re, im, spareRe, spareIm);
            }

            isInSpare = !isInSpare;
            (n, stride) = n % 4 == 0 ? (n / 4, stride * 4) : (n / 2, stride * 2);
        }

        if (isInSpare)
        {
            spareRe.CopyTo(re);
            spareIm.CopyTo(im);
        }
    }

    /// <summary>
    /// Replaces a transform by its signal, x[j] = 1/n sum over k of X[k] e^(+2 pi i j k / n): the transform with real and imaginary parts exchanged.
    /// </summary>
    public void Inverse(Span<T> re, Span<T> im)
    {
        Forward(im, re);
        var scale = T.One / T.CreateTruncating(Length);
        for (var j = 0; j < Length; j++)
        {
            re[j] *= scale;
            im[j] *= scale;
        }
    }

    private void Step(int n, int stride, ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> toRe, Span<T> toIm)
    {
        if (stride >= Vector512<T>.Count && Simd512<T>.IsSupported)
        {
            Stockham<Simd512<T>, T>.Step(n, stride, re, im, toRe, toIm, cosines, sines);
        }
        else if (stride >= Vector256<T>.Count && Simd256<T>.IsSupported)
        {
            Stockham<Simd256<T>, T>.Step(n, stride, re, im, toRe, toIm, cosines, sines);
        }
        else
        {
            Stockham<Simd1<T>, T>.Step(n, stride, re, im, toRe, toIm, cosines, sines);
        }
    }

    private void Check(Span<T> re, Span<T> im)
    {
        if (re.Length != Length || im.Length != Length)
        {
            throw new ShapeException($"Fft: prepared for length {Length}, but the real part has {re.Length} elements and the imaginary part {im.Length}.");
        }
    }
}
