// Reference arithmetic through ISimd: the tables' lengths are checked at the entry of Double.
// Layout: a table of real parts and one of imaginary parts. Loop order: a vector of entries at a time, at every width the same multiply-adds per entry.
// Equation:   table_(half + i) = one * table_i, then table_i := zero * table_i, for i < half.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>Tables of products of one factor per bit, made by doubling.</summary>
internal static class ProductTableKernel
{
    /// <summary>The table for one more bit: its first <paramref name="half"/> entries times the factor for 1 follow them.</summary>
    public static void Double(Span<double> re, Span<double> im, int half, Complex one)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 * half, Math.Min(re.Length, im.Length));
        Scale(re, im, half, half, one);
    }

    /// <summary>The same where there is a factor for 0 too.</summary>
    public static void Double(Span<double> re, Span<double> im, int half, Complex zero, Complex one)
    {
        Double(re, im, half, one);
        Scale(re, im, half, 0, zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(Span<double> re, Span<double> im, int half, int to, Complex factor)
    {
        ref var x = ref MemoryMarshal.GetReference(re);
        ref var y = ref MemoryMarshal.GetReference(im);
        if (Simd512<double>.IsSupported && half >= Simd512<double>.Lanes)
        {
            Scale<Simd512<double>>(ref x, ref y, half, to, factor.Real, factor.Imaginary);
        }
        else if (Simd256<double>.IsSupported && half >= Simd256<double>.Lanes)
        {
            Scale<Simd256<double>>(ref x, ref y, half, to, factor.Real, factor.Imaginary);
        }
        else
        {
            Scale<Simd1<double>>(ref x, ref y, half, to, factor.Real, factor.Imaginary);
        }
    }

    /// <summary>
    /// Entries from <paramref name="to"/> on := factor times the first ones; their number is a power of two and at least the number of lanes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale<V>(ref double re, ref double im, int half, int to, double factorRe, double factorIm)
        where V : struct, ISimd<V, double>
    {
        var (fRe, fIm) = (V.Broadcast(factorRe), V.Broadcast(factorIm));
        for (nuint i = 0; i < (nuint)half; i += (nuint)V.Lanes)
        {
            var (x, y) = (V.Load(in re, i), V.Load(in im, i));
            V.FusedNegatedMultiplyAdd(fIm, y, fRe * x).Store(ref re, i + (nuint)to);
            V.FusedMultiplyAdd(fRe, y, fIm * x).Store(ref im, i + (nuint)to);
        }
    }
}
