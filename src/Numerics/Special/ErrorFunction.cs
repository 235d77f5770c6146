namespace QXai.Numerics.Special;

/// <summary>
/// The error function erf(x) = 2/sqrt(pi) * integral of e^(-t^2) for t from 0 to x, and its complement erfc(x) = 1 - erf(x), both to about 1e-15 RELATIVE.
/// Near zero erf(x)/x is a Chebyshev series in x^2. Elsewhere (1 + 2x) e^(x^2) erfc(x), which is smooth on [0, infinity], is a Chebyshev series in
/// t = (x - 3.75) / (x + 3.75) (Shepherd and Laframboise, Mathematics of Computation 36, 1981). The coefficients were computed with 40 digits.
/// </summary>
public static class ErrorFunction
{
    private const double Centre = 3.75;

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
    public static double Erf(double x) => Math.Abs(x) <= 0.5
        ? x * Chebyshev(Small, 8 * x * x - 1)
        : x > 0 ? 1 - ErfcOfPositive(x) : ErfcOfPositive(-x) - 1;

    /// <summary>erfc(x) = 1 - erf(x), in [0, 2], with full relative accuracy in the tail (it underflows from x = 27 on).</summary>
    public static double Erfc(double x) => Math.Abs(x) <= 0.5
        ? 1 - x * Chebyshev(Small, 8 * x * x - 1)
        : x > 0 ? ErfcOfPositive(x) : 2 - ErfcOfPositive(-x);

    private static double ErfcOfPositive(double x)
    {
        if (x > 27)
        {
            return 0;
        }

        // x^2 = square + rest exactly, so that the exponential keeps its last digits where x^2 is large.
        var square = x * x;
        var rest = Math.FusedMultiplyAdd(x, x, -square);
        return Chebyshev(Large, (x - Centre) / (x + Centre)) * Math.Exp(-square) * (1 - rest) / (1 + 2 * x);
    }

    /// <summary>sum_k c_k T_k(t), by Clenshaw's recurrence b_k = c_k + 2 t b_(k+1) - b_(k+2).</summary>
    private static double Chebyshev(ReadOnlySpan<double> c, double t)
    {
        var (b1, b2) = (0.0, 0.0);
        for (var k = c.Length - 1; k > 0; k--)
        {
            (b1, b2) = (c[k] + 2 * t * b1 - b2, b1);
        }

        return c[0] + t * b1 - b2;
    }
}
