using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A diagonal matrix that is a product of one factor per bit that is 1, kept as two tables: the amplitude at index (h, l) is multiplied by high[h] * low[l].
/// Where no low bit has a factor, there is no low table.
/// </summary>
internal sealed class SeparableDiagonal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bits of the low table, at least (where there are so many): a vector of any width fits. At most, so that it stays in the first-level cache.</summary>
    private const int LeastLowBits = 4, MostLowBits = 7;

    /// <summary>The low table's real parts, then its imaginary parts; the same of the high table.</summary>
    private readonly T[] low = [], high;
    private readonly int stretch;

    /// <summary>The diagonal with the given factors, bit 0 first, times <paramref name="scale"/>.</summary>
    public SeparableDiagonal(ReadOnlySpan<Complex> factors, Complex scale)
    {
        var lowBits = Math.Min(factors.Length, Math.Clamp(factors.Length / 2, LeastLowBits, MostLowBits));
        stretch = 1 << lowBits;
        if (factors[..lowBits].ContainsAnyExcept(Complex.One))
        {
            low = Table(factors[..lowBits], Complex.One);
        }

        high = Table(factors[lowBits..], scale);
    }

    /// <summary>Multiplies the amplitudes from index <paramref name="first"/> on, in whole stretches of the low table.</summary>
    public void Apply<TVector>(Span<T> re, Span<T> im, int first)
        where TVector : struct, ISimd<TVector, T>
    {
        var (start, count) = (first / stretch, re.Length / stretch);
        ReadOnlySpan<T> highRe = high.AsSpan(start, count), highIm = high.AsSpan(high.Length / 2 + start, count);
        if (low.Length == 0)
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, stretch, highRe, highIm);
        }
        else
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, low.AsSpan(0, stretch), low.AsSpan(stretch), highRe, highIm);
        }
    }

    /// <summary>The products of the factors of the bits that are 1, by doubling.</summary>
    private static T[] Table(ReadOnlySpan<Complex> factors, Complex scale)
    {
        Span<double> re = stackalloc double[1 << factors.Length], im = stackalloc double[1 << factors.Length];
        (re[0], im[0]) = (scale.Real, scale.Imaginary);
        for (var bit = 0; bit < factors.Length; bit++)
        {
            var (half, fRe, fIm) = (1 << bit, factors[bit].Real, factors[bit].Imaginary);
            for (var i = 0; i < half; i++)
            {
                (re[half + i], im[half + i]) = (fRe * re[i] - fIm * im[i], fRe * im[i] + fIm * re[i]);
            }
        }

        var table = new T[2 * re.Length];
        for (var i = 0; i < re.Length; i++)
        {
            (table[i], table[re.Length + i]) = (T.CreateTruncating(re[i]), T.CreateTruncating(im[i]));
        }

        return table;
    }
}
