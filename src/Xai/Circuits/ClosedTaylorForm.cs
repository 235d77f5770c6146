using QXai.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>Taylor-infinity for inputs of degree 1: one occurrence, angle = s x_i + c.</summary>
public static class ClosedTaylorForm
{
    /// <summary>
    /// R_i = sin(s d)/s D_i f(x~) + (1 - cos(s d))/s^2 D_i^2 f(x~) with d = x_i - x~_i and D_i^2 f(x~) = s^2 ( f(x~ + (pi/s) e_i) - f(x~) ) / 2. The
    /// second factor is computed as 2 sin^2(s d / 2), which keeps its digits for small d. Throws <see cref="InputException"/> where an input is of
    /// another degree.
    /// </summary>
    [Equation("XQML", "IV")]
    public static double[] Terms(CircuitScore score, double[] x, double[] reference)
    {
        if (TaylorInfinity.Refusal(score, TaylorForm.Closed, reference) is { } reason)
        {
            throw new InputException($"taylor-infinity does not apply: {reason}.");
        }

        AxisSpectrum[] axes = [.. Enumerable.Range(0, score.Inputs).Select(i => AxisSpectrum.Of(score, i, reference))];
        var gradient = score.Gradient(reference);
        var values = new double[score.Inputs + 1];
        score.Values(
            (k, row) =>
            {
                reference.CopyTo(row);
                if (k > 0)
                {
                    row[k - 1] += Math.PI / axes[k - 1].Unit;
                }
            },
            values);
        return [.. axes.Select((axis, i) => axis.Degree == 0 ? 0 : Term(axis.Unit, x[i] - reference[i], gradient[i], values[i + 1], values[0]))];
    }

    private static double Term(double s, double delta, double slope, double opposite, double here)
    {
        var curvature = s * s * (opposite - here) / 2;
        var half = Math.Sin(s * delta / 2);
        return Math.Sin(s * delta) / s * slope + 2 * half * half / (s * s) * curvature;
    }
}
