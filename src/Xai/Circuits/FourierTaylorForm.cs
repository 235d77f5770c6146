using System.Numerics;
using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// Taylor-infinity for any degree R, data re-uploading included: along its axis f is a trigonometric polynomial, whose coefficients come from 2R + 1
/// evaluations. High derivatives one by one would lose digits like R^k.
/// </summary>
public static class FourierTaylorForm
{
    /// <summary>R_i = sum over k of c_k ( e^(i k g d) - 1 ), d = x_i - x~_i. Throws <see cref="InputException"/> where an input has no finite
    /// spectrum.</summary>
    [Equation("XQML", "IV")]
    public static double[] Terms(CircuitScore score, double[] x, double[] reference)
    {
        if (TaylorInfinity.Refusal(score, TaylorForm.Fourier, reference) is { } reason)
        {
            throw new InputException($"taylor-infinity does not apply: {reason}.");
        }

        return [.. Enumerable.Range(0, score.Inputs).Select(input =>
        {
            var axis = AxisSpectrum.Of(score, input, reference);
            return axis.Degree == 0 ? 0 : Sum(Coefficients(score, input, reference, axis), axis.Unit * (x[input] - reference[input]));
        })];
    }

    /// <summary>c_0, ..., c_R of f(x~ + t e_i) = sum over k of c_k e^(i k g t), the others being conjugates: a discrete Fourier transform of 2R + 1
    /// values over one period.</summary>
    internal static Complex[] Coefficients(CircuitScore score, int input, double[] reference, AxisSpectrum axis)
    {
        var values = new double[2 * axis.Degree + 1];
        score.Values(
            (n, row) =>
            {
                reference.CopyTo(row);
                row[input] += 2 * Math.PI * n / (values.Length * axis.Unit);
            },
            values);
        var coefficients = new Complex[axis.Degree + 1];
        for (var k = 0; k < coefficients.Length; k++)
        {
            for (var n = 0; n < values.Length; n++)
            {
                coefficients[k] += values[n] / values.Length * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % values.Length) / values.Length);
            }
        }

        return coefficients;
    }

    /// <summary>2 Re sum over k of c_k ( e^(i k phi) - 1 ), with e^(i a) - 1 = -2 sin^2(a/2) + i sin(a), which keeps its digits for small a.</summary>
    private static double Sum(Complex[] coefficients, double phi)
    {
        var sum = 0.0;
        for (var k = 1; k < coefficients.Length; k++)
        {
            var half = Math.Sin(k * phi / 2);
            sum += 2 * (coefficients[k] * new Complex(-2 * half * half, Math.Sin(k * phi))).Real;
        }

        return sum;
    }
}
