using System.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>Roots of f(x + t e_i) in t, for inputs along whose axis f is a trigonometric polynomial of moderate degree.</summary>
internal static class AxisRoots
{
    private const int MostDegree = 64;

    /// <summary>
    /// The roots nearest to t = 0 on either side; none where the polynomial has none or is not known. For degree 1, f = a + b cos(s t) + c sin(s t),
    /// a root exists if and only if |a| &lt;= sqrt(b^2 + c^2); for higher degrees the polynomial is scanned for changes of sign.
    /// </summary>
    public static IEnumerable<double> Nearest(CircuitScore score, int input, double[] x)
    {
        var axis = AxisSpectrum.Of(score, input, x);
        if (axis.Refusal is not null || axis.Degree is 0 or > MostDegree)
        {
            return [];
        }

        var c = FourierTaylorForm.Coefficients(score, input, x, axis);
        var roots = axis.Degree == 1 ? OfDegreeOne(c[0].Real, 2 * c[1].Real, -2 * c[1].Imaginary) : Scan(c);
        var period = 2 * Math.PI;
        return [.. roots.Select(phase => Math.IEEERemainder(phase, period) / axis.Unit).OrderBy(Math.Abs).Take(2)];
    }

    /// <summary>The phases at which a + b cos + c sin vanishes: none where |a| &gt; sqrt(b^2 + c^2).</summary>
    public static double[] OfDegreeOne(double a, double b, double c)
    {
        var radius = Math.Sqrt(b * b + c * c);
        if (radius == 0 || Math.Abs(a) > radius)
        {
            return [];
        }

        var (middle, half) = (Math.Atan2(c, b), Math.Acos(-a / radius));
        return [middle + half, middle - half];
    }

    private static IEnumerable<double> Scan(Complex[] c)
    {
        var points = 16 * c.Length;
        for (var n = 0; n < points; n++)
        {
            var (left, right) = (2 * Math.PI * n / points - Math.PI, 2 * Math.PI * (n + 1) / points - Math.PI);
            var (atLeft, atRight) = (At(c, left), At(c, right));
            if (atLeft == 0 || atLeft * atRight < 0)
            {
                yield return Bisect(c, left, right, atLeft);
            }
        }
    }

    private static double Bisect(Complex[] c, double left, double right, double atLeft)
    {
        for (var step = 0; step < 60 && atLeft != 0; step++)
        {
            var middle = (left + right) / 2;
            var value = At(c, middle);
            (left, right) = value * atLeft > 0 ? (middle, right) : (left, middle);
        }

        return left;
    }

    private static double At(Complex[] c, double phase)
    {
        var sum = c[0].Real;
        for (var k = 1; k < c.Length; k++)
        {
            sum += 2 * (c[k] * Complex.FromPolarCoordinates(1, k * phase)).Real;
        }

        return sum;
    }
}
