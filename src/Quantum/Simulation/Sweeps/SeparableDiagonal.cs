using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;
using QXai.Quantum.Simulation.Kernels;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A diagonal matrix that is a product of one factor per bit that is 1, kept as two tables: the amplitude at index (h, l) is multiplied by high[h] * low[l].
/// Where no low bit has a factor, the low table is not used.
/// </summary>
internal sealed class SeparableDiagonal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bits of the low table, at least (where there are so many): a vector of any width fits. At most, so that it stays in the first-level
    /// cache.</summary>
    private const int LeastLowBits = 4, MostLowBits = 7;

    /// <summary>The low table's real parts, then its imaginary parts; the same of the high table.</summary>
    private readonly T[] low, high;
    private readonly double[] re, im;
    private readonly int lowBits, stretch;
    private bool isLowOne;

    /// <summary>Room for one factor per bit of <paramref name="bits"/>.</summary>
    public SeparableDiagonal(int bits)
    {
        lowBits = Math.Min(bits, Math.Clamp(bits / 2, LeastLowBits, MostLowBits));
        stretch = 1 << lowBits;
        (low, high) = (new T[2 * stretch], new T[2 << (bits - lowBits)]);
        var scratch = typeof(T) == typeof(double) ? 0 : Math.Max(low.Length, high.Length) / 2;
        (re, im) = (new double[scratch], new double[scratch]);
    }

    /// <summary>Whether the diagonal is 1 throughout; then there are no tables.</summary>
    public bool IsOne { get; private set; }

    /// <summary>Takes the factors, bit 0 first, and <paramref name="scale"/>, by which all is multiplied.</summary>
    public void Bind(ReadOnlySpan<Complex> factors, Complex scale)
    {
        isLowOne = !factors[..lowBits].ContainsAnyExcept(Complex.One);
        IsOne = isLowOne && scale == Complex.One && !factors[lowBits..].ContainsAnyExcept(Complex.One);
        if (IsOne)
        {
            return;
        }

        if (!isLowOne)
        {
            Fill(low, factors[..lowBits], Complex.One);
        }

        Fill(high, factors[lowBits..], scale);
    }

    /// <summary>Multiplies the amplitudes from index <paramref name="first"/> on, in whole stretches of the low table.</summary>
    public void Apply<TVector>(Span<T> re, Span<T> im, int first)
        where TVector : struct, ISimd<TVector, T>
    {
        if (IsOne)
        {
            return;
        }

        var (start, count) = (first / stretch, re.Length / stretch);
        ReadOnlySpan<T> highRe = high.AsSpan(start, count), highIm = high.AsSpan(high.Length / 2 + start, count);
        if (isLowOne)
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, stretch, highRe, highIm);
        }
        else
        {
            DiagonalKernel.Multiply<TVector, T>(re, im, low.AsSpan(0, stretch), low.AsSpan(stretch), highRe, highIm);
        }
    }

    /// <summary>The products of the factors of the bits that are 1.</summary>
    private void Fill(T[] table, ReadOnlySpan<Complex> factors, Complex scale)
    {
        var size = table.Length / 2;
        var isDouble = typeof(T) == typeof(double);
        var x = isDouble ? MemoryMarshal.Cast<T, double>(table.AsSpan(0, size)) : re.AsSpan(0, size);
        var y = isDouble ? MemoryMarshal.Cast<T, double>(table.AsSpan(size)) : im.AsSpan(0, size);
        (x[0], y[0]) = (scale.Real, scale.Imaginary);
        for (var bit = 0; bit < factors.Length; bit++)
        {
            ProductTableKernel.Double(x, y, 1 << bit, factors[bit]);
        }

        for (var i = 0; i < size && !isDouble; i++)
        {
            (table[i], table[size + i]) = (T.CreateTruncating(x[i]), T.CreateTruncating(y[i]));
        }
    }
}
