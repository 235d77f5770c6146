using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Simd;

/// <summary>
/// Exponential and logarithm from additions, multiplications and the bits of the exponent only: every lane of every width, and a machine without
/// vectors, give the same bits, and a lane's bits do not depend on its neighbours (those of the framework's vector functions do). The errors are
/// below one unit in the last place or little more.
/// </summary>
internal static class SimdMath<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Log2E = 1.4426950408889634074, Root2 = 1.4142135623730950488;

    /// <summary>ln 2 in two parts, of which the upper has so few digits that its products with exponents are exact.</summary>
    private static double Ln2Upper => typeof(T) == typeof(float) ? 0.693359375 : 0.69314718036912381649;

    private static double Ln2Lower => typeof(T) == typeof(float) ? -2.1219444005469058277e-4 : 1.9082149292705877000e-10;

    /// <summary>A constant in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Constant<TSimd>(double value)
        where TSimd : struct, ISimd<TSimd, T> =>
        TSimd.Broadcast(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    /// <summary>
    /// e^x = 2^n e^r with n = round(x / ln 2) and r = x - n ln 2, |r| &lt;= ln(2) / 2, where e^r is its Taylor series.
    /// 2^n is applied in two halves, so that the result may be subnormal or infinite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Exp<TSimd>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
    {
        var (lowest, highest) = (Constant<TSimd>(typeof(T) == typeof(float) ? -104 : -746), Constant<TSimd>(typeof(T) == typeof(float) ? 89 : 710));
        x = TSimd.Select(TSimd.LessThan(x, lowest), lowest, TSimd.Select(TSimd.LessThan(highest, x), highest, x));
        var n = Round(x * Constant<TSimd>(Log2E));
        var r = TSimd.FusedMultiplyAdd(n, Constant<TSimd>(-Ln2Lower), TSimd.FusedMultiplyAdd(n, Constant<TSimd>(-Ln2Upper), x));
        var half = Round(n * Constant<TSimd>(0.5));
        var tail = typeof(T) == typeof(float)
            ? Constant<TSimd>(1.0 / 5040)
            : Horner(r, Horner(r, Constant<TSimd>(1.0 / 6227020800), 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800), 1.0 / 362880, 1.0 / 40320, 1.0 / 5040);
        var sum = Horner(r, Horner(r, tail, 1.0 / 720, 1.0 / 120, 1.0 / 24), 1.0 / 6, 1.0 / 2, 1);
        return TSimd.FusedMultiplyAdd(sum, r, Constant<TSimd>(1)) * TSimd.PowerOfTwo(half) * TSimd.PowerOfTwo(n - half);
    }

    /// <summary>
    /// ln x = e ln 2 + ln(1 + f) with x = 2^e (1 + f), 1 + f in [1/sqrt 2, sqrt 2), and ln(1 + f) = 2 artanh(s) = f - s (f - R), s = f / (2 + f),
    /// R = sum_(k &gt;= 1) 2/(2k + 1) s^(2k). ln 0 is -infinity, and of a negative number not a number. (Not inlined: beside an exponential it would
    /// exhaust the JIT's budget, and every small operation left uninlined costs more than this call.)
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TSimd Log<TSimd>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
    {
        var (one, infinity) = (Constant<TSimd>(1), TSimd.Broadcast(T.PositiveInfinity));
        var subnormal = TSimd.LessThan(x, Constant<TSimd>(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308));
        var normal = TSimd.Select(subnormal, x * Constant<TSimd>(1L << 54), x);
        var e = TSimd.Exponent(normal);
        var half = Round(e * Constant<TSimd>(0.5));
        var m = normal * TSimd.PowerOfTwo(TSimd.Zero - half) * TSimd.PowerOfTwo(half - e);
        var large = TSimd.LessThan(Constant<TSimd>(Root2), m);
        m = TSimd.Select(large, m * Constant<TSimd>(0.5), m);
        e = TSimd.Select(large, e + one, e) - TSimd.Select(subnormal, Constant<TSimd>(54), TSimd.Zero);

        var f = m - one;
        var s = f / (m + one);
        var z = s * s;
        var tail = typeof(T) == typeof(float)
            ? Constant<TSimd>(2.0 / 9)
            : Horner(z, Horner(z, Constant<TSimd>(2.0 / 21), 2.0 / 19, 2.0 / 17, 2.0 / 15), 2.0 / 13, 2.0 / 11, 2.0 / 9);
        var series = z * Horner(z, tail, 2.0 / 7, 2.0 / 5, 2.0 / 3);
        var small = s * (f - series) - e * Constant<TSimd>(Ln2Lower);
        var logarithm = e * Constant<TSimd>(Ln2Upper) - (small - f);

        var ofZeroOrLess = TSimd.Select(TSimd.LessThan(x, TSimd.Zero), TSimd.Broadcast(T.NaN), x - infinity);
        return TSimd.Select(TSimd.LessThan(TSimd.Zero, x), TSimd.Select(TSimd.LessThan(x, infinity), logarithm, infinity), ofZeroOrLess);
    }

    /// <summary>Three steps of Horner's rule: ((sum x + a) x + b) x + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Horner<TSimd>(TSimd x, TSimd sum, double a, double b, double c)
        where TSimd : struct, ISimd<TSimd, T>
    {
        sum = TSimd.FusedMultiplyAdd(sum, x, Constant<TSimd>(a));
        sum = TSimd.FusedMultiplyAdd(sum, x, Constant<TSimd>(b));
        return TSimd.FusedMultiplyAdd(sum, x, Constant<TSimd>(c));
    }

    /// <summary>
    /// The nearest whole number, for |x| below 2^22: what is left of x after adding a number so large that it has no room for fractions.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Round<TSimd>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
    {
        var large = Constant<TSimd>(typeof(T) == typeof(float) ? FloatBits.WholeSingle : FloatBits.WholeDouble);
        return x + large - large;
    }
}
