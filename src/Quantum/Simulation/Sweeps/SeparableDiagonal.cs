using System.Numerics;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A diagonal matrix that is a product of one factor per bit, kept as two tables: the amplitude at index (h, l) is multiplied by high[h] * low[l].
/// </summary>
internal sealed class SeparableDiagonal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bits of the low table, at least (where there are so many): a vector of any width fits.</summary>
    private const int LeastLowBits = 4;

    private readonly T[] lowRe, lowIm, highRe, highIm;

    /// <summary>The diagonal with the given pair of factors per bit, bit 0 first.</summary>
    public SeparableDiagonal(ReadOnlySpan<(Complex Zero, Complex One)> factors)
    {
        var low = Math.Min(factors.Length, Math.Max(LeastLowBits, factors.Length / 2));
        (lowRe, lowIm) = Table(factors[..low]);
        (highRe, highIm) = Table(factors[low..]);
    }

    /// <summary>Multiplies a tile's amplitudes.</summary>
    public void Apply<TVector>(Span<T> re, Span<T> im)
        where TVector : struct, ISimd<TVector, T> => DiagonalKernel.Multiply<TVector, T>(re, im, lowRe, lowIm, highRe, highIm);

    private static (T[] Re, T[] Im) Table(ReadOnlySpan<(Complex Zero, Complex One)> factors)
    {
        Span<Complex> products = stackalloc Complex[1 << factors.Length];
        products[0] = 1;
        for (var bit = 0; bit < factors.Length; bit++)
        {
            for (var i = 0; i < 1 << bit; i++)
            {
                products[i | (1 << bit)] = products[i] * factors[bit].One;
                products[i] *= factors[bit].Zero;
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
