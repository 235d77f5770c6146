using System.Numerics;

namespace QXai.Data.Fourier;

/// <summary>
/// Transforms of any length n as a convolution (Bluestein, IEEE Trans. Audio Electroacoust. 18, 1970): with j k = (j^2 + k^2 - (k - j)^2) / 2 and the
/// chirp c[j] = e^(-pi i j^2 / n), X[k] = c[k] sum over j of (x[j] c[j]) conj(c[k - j]). The convolution is done by transforms of the next power of
/// two from 2 n - 1 on.
/// </summary>
internal sealed class Bluestein<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int length;
    private readonly Fft<T> inner;
    private readonly T[] chirpRe;
    private readonly T[] chirpIm;
    private readonly T[] filterRe;
    private readonly T[] filterIm;
    private readonly T[] workRe;
    private readonly T[] workIm;

    public Bluestein(int length)
    {
        this.length = length;
        inner = new Fft<T>((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1)));
        var size = inner.Length;
        (chirpRe, chirpIm) = (new T[length], new T[length]);
        (filterRe, filterIm, workRe, workIm) = (new T[size], new T[size], new T[size], new T[size]);
        for (var j = 0; j < length; j++)
        {
            // j^2 modulo 2 n, exactly: the angle keeps all its digits.
            (chirpRe[j], chirpIm[j]) = Roots.Of<T>((long)j * j % (2L * length), 2L * length);
            filterRe[j] = filterRe[(size - j) % size] = chirpRe[j];
            filterIm[j] = filterIm[(size - j) % size] = -chirpIm[j];
        }

        inner.Forward(filterRe, filterIm);
    }

    /// <summary>Replaces a signal of the length by its transform.</summary>
    public void Forward(Span<T> re, Span<T> im)
    {
        for (var j = 0; j < length; j++)
        {
            workRe[j] = re[j] * chirpRe[j] - im[j] * chirpIm[j];
            workIm[j] = re[j] * chirpIm[j] + im[j] * chirpRe[j];
        }

        workRe.AsSpan(length).Clear();
        workIm.AsSpan(length).Clear();
        inner.Forward(workRe, workIm);
        for (var k = 0; k < workRe.Length; k++)
        {
            (workRe[k], workIm[k]) = (workRe[k] * filterRe[k] - workIm[k] * filterIm[k], workRe[k] * filterIm[k] + workIm[k] * filterRe[k]);
        }

        inner.Inverse(workRe, workIm);
        for (var k = 0; k < length; k++)
        {
            re[k] = workRe[k] * chirpRe[k] - workIm[k] * chirpIm[k];
            im[k] = workRe[k] * chirpIm[k] + workIm[k] * chirpRe[k];
        }
    }
}
