using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Special;

/// <summary>
/// The error function erf(x) = 2/sqrt(pi) * integral of e^(-t^2) for t from 0 to x, and its complement erfc(x) = 1 - erf(x), both to about 1e-15
/// RELATIVE.
/// Near zero erf(x)/x is a Chebyshev series in x^2. Elsewhere (1 + 2x) e^(x^2) erfc(x), which is smooth on [0, infinity], is a Chebyshev series in
/// t = (x - 3.75) / (x + 3.75) (Shepherd and Laframboise, Mathematics of Computation 36, 1981). The coefficients were computed with 40 digits.
/// </summary>
public static class ErrorFunction
{
    private const double Centre = 3.75, Middle = 0.5, Underflow = 27;

    private static ReadOnlySpan<double> Small =>
    [
        1.0838822054906130149, -0.043677791087375253660, 0.00080711182941332136115, -0.000011913179519270460807, 1.4402787336303020148e-7,
        -1.4677155823169010719e-9, 1.2902439604484930375e-11, -9.9638571801588917951e-14, 6.8575058505018387725e-16, -4.2553704380444375410e-18,
    ];

    private static ReadOnlySpan<double> Large =>
    [
        1.1775789345674017566, -0.0045900545806464728476, -0.084249133366517912896, 0.059209939998191890709, -0.026658668435305754590,
        0.0090749976707052608554, -0.0024131635404176132675, 0.00049077583652580401394, -0.000069169733025015051528, 4.1390279860724013245e-6,
        7.7403830662175491272e-7, -2.1886401048843112700e-7, 1.0764999470574646071e-8, 4.5219598158531426449e-9, -7.7544001769547141805e-10,
        -6.3180882463825455935e-11, 2.8687948599297168079e-11, 1.9455513909513985951e-13, -9.6547432257659949189e-13, 3.2520937113852691037e-14,
        3.3474839798621856468e-14, -1.8657581573973141077e-15, -1.2496340814665228574e-15, 7.7361365499021577589e-17, 5.5026525166085103897e-17,
    ];

    /// <summary>erf(x), in [-1, 1].</summary>
    public static double Erf(double x) => Math.Abs(x) <= Middle
        ? Number(Near<Simd1<double>, double>(Simd1<double>.Broadcast(x)))
        : x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;

    /// <summary>erfc(x) = 1 - erf(x), in [0, 2], with full relative accuracy in the tail (it is 0 from x = 27 on).</summary>
    public static double Erfc(double x) => Number(Erfc<Simd1<double>, double>(Simd1<double>.Broadcast(x)));

    /// <summary>erfc in every lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static TSimd Erfc<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (one, magnitude) = (SimdMath<T>.Constant<TSimd>(1), TSimd.Max(x, TSimd.Zero - x));
        var tail = Tail<TSimd, T>(magnitude);
        var far = TSimd.Select(TSimd.LessThan(x, TSimd.Zero), one + one - tail, tail);
        return TSimd.Select(TSimd.LessThan(SimdMath<T>.Constant<TSimd>(Middle), magnitude), far, one - Near<TSimd, T>(x));
    }

    /// <summary>erf(x) for |x| &lt;= 1/2.</summary>
    private static TSimd Near<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x * Chebyshev<TSimd, T>(Small, SimdMath<T>.Constant<TSimd>(8) * x * x - SimdMath<T>.Constant<TSimd>(1));

    /// <summary>erfc(x) for x &gt;= 1/2.</summary>
    private static TSimd Tail<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // x^2 = square + rest exactly, so that the exponential keeps its last digits where x^2 is large.
        var (one, centre) = (SimdMath<T>.Constant<TSimd>(1), SimdMath<T>.Constant<TSimd>(Centre));
        var square = x * x;
        var rest = TSimd.FusedMultiplyAdd(x, x, TSimd.Zero - square);
        var tail = Chebyshev<TSimd, T>(Large, (x - centre) / (x + centre)) * SimdMath<T>.Exp(TSimd.Zero - square) * (one - rest) / (one + x + x);
        return TSimd.Select(TSimd.LessThan(SimdMath<T>.Constant<TSimd>(Underflow), x), TSimd.Zero, tail);
    }

    /// <summary>sum_k c_k T_k(t), by Clenshaw's recurrence b_k = c_k + 2 t b_(k+1) - b_(k+2).</summary>
    private static TSimd Chebyshev<TSimd, T>(ReadOnlySpan<double> c, TSimd t)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (b1, b2, twice) = (TSimd.Zero, TSimd.Zero, t + t);
        for (var k = c.Length - 1; k > 0; k--)
        {
            (b1, b2) = (TSimd.FusedMultiplyAdd(twice, b1, SimdMath<T>.Constant<TSimd>(c[k]) - b2), b1);
        }

        return TSimd.FusedMultiplyAdd(t, b1, SimdMath<T>.Constant<TSimd>(c[0]) - b2);
    }

    private static double Number(Simd1<double> lane)
    {
        var number = 0.0;
        lane.Store(ref number, 0);
        return number;
    }
}
