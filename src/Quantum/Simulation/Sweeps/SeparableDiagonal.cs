using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A diagonal matrix that is a product of one factor per bit, kept as two tables: the amplitude at index (h, l) is multiplied by high[h] * low[l]. Where
/// no low bit has a factor, there is no low table.
/// </summary>
internal sealed class SeparableDiagonal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bits of the low table, at least (where there are so many): a vector of any width fits. At most, so that it stays in the first-level cache.</summary>
    private const int LeastLowBits = 4, MostLowBits = 7;

    private readonly T[] lowRe = [], lowIm = [], highRe, highIm;
    private readonly int stretch;

    /// <summary>The diagonal with the given pair of factors per bit, bit 0 first.</summary>
    public SeparableDiagonal(ReadOnlySpan<(Complex Zero, Complex One)> factors)
    {
        var low = Math.Min(factors.Length, Math.Clamp(factors.Length / 2, LeastLowBits, MostLowBits));
        stretch = 1 << low;
        if (factors[..low].ContainsAnyExcept((1, 1)))
        {
            (lowRe, lowIm) = Table(factors[..low]);
        }

        (highRe, highIm) = Table(factors[low..]);
    }

    /// <summary>Multiplies the amplitudes from index <paramref name="first"/> on, in whole stretches of the low table.</summary>
    public void Apply<TVector>(Span<T> re, Span<T> im, int first)
        where TVector : struct, ISimd<TVector, T>
    {
        var (start, count) = (first / stretch, re.Length / stretch);
        if (lowRe.Length == 0)
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, stretch, highRe.AsSpan(start, count), highIm.AsSpan(start, count));
        }
        else
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, lowRe, lowIm, highRe.AsSpan(start, count), highIm.AsSpan(start, count));
        }
    }

    private static (T[] Re, T[] Im) Table(ReadOnlySpan<(Complex Zero, Complex One)> factors)
    {
        Span<Complex> products = stackalloc Complex[1 << factors.Length];
        products[0] = 1;
        for (var bit = 0; bit < factors.Length; bit++)
        {
            var (zero, one) = factors[bit];
            for (var i = 0; i < 1 << bit; i++)
            {
                products[i | (1 << bit)] = products[i] * one;
                products[i] *= zero;
            }
        }

        var (re, im) = (new T[products.Length], new T[products.Length]);
        for (var i = 0; i < products.Length; i++)
        {
            (re[i], im[i]) = (T.CreateTruncating(products[i].Real), T.CreateTruncating(products[i].Imaginary));
        }

        return (re, im);
    }
}
