using System.Collections.Immutable;
using System.Globalization;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// The general parameter-shift rule: if E(t) = c + sum over k of a_k cos(w_k t) + b_k sin(w_k t) with known frequencies w_k, then
/// E'(t) = sum over r of Weight_r * ( E(t + Shift_r) - E(t - Shift_r) ), exactly, with as many shifts as there are frequencies.
/// For one frequency w: shift pi / (2 w), weight w / 2; for {1/2, 1}, as controlled rotations have, four evaluations.
/// Wierichs, Izaac, Wang and Lin (2022), General parameter-shift rules for quantum gradients.
/// </summary>
public sealed class ShiftRule
{
    private ShiftRule(ImmutableArray<(double Shift, double Weight)> terms) => Terms = terms;

    /// <summary>The shifts, in radians, with the weights of the antisymmetric differences.</summary>
    public ImmutableArray<(double Shift, double Weight)> Terms { get; }

    /// <summary>
    /// The rule for positive, distinct frequencies. E(t + s) - E(t - s) = sum over k of 2 sin(w_k s) E'_k(t) / w_k, E'_k being the part of frequency w_k,
    /// so the weights solve sum over r of Weight_r * 2 sin(w_k Shift_r) = w_k for every k. The shifts are equally spaced over the half period of the
    /// lowest frequency where all are its multiples, else of the highest. Throws <see cref="ArgumentException"/> where a frequency is not a positive number or
    /// stands twice. Close frequencies make large weights, which amplify rounding.
    /// </summary>
    public static ShiftRule For(params ReadOnlySpan<double> frequencies)
    {
        var count = frequencies.Length;
        if (count == 0)
        {
            return new([]);
        }

        var (lowest, highest) = (double.PositiveInfinity, 0.0);
        foreach (var frequency in frequencies)
        {
            if (!(frequency > 0 && double.IsFinite(frequency)) || frequencies.Count(frequency) > 1)
            {
                var all = string.Join(", ", frequencies.ToArray().Select(one => one.ToString(CultureInfo.InvariantCulture)));
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"ShiftRule: frequency {frequency} is among [{all}], but positive numbers, each once, are needed."));
            }

            (lowest, highest) = (Math.Min(lowest, frequency), Math.Max(highest, frequency));
        }

        var unit = frequencies.ToArray().All(frequency => Math.Abs(frequency / lowest - Math.Round(frequency / lowest)) < 1e-9) ? lowest : highest;
        var shifts = Enumerable.Range(1, count).Select(r => (2 * r - 1) * Math.PI / (2 * count * unit)).ToArray();
        var equations = new double[count, count + 1];
        for (var k = 0; k < count; k++)
        {
            for (var r = 0; r < count; r++)
            {
                equations[k, r] = 2 * Math.Sin(frequencies[k] * shifts[r]);
            }

            equations[k, count] = frequencies[k];
        }

        var weights = Solve(equations, count);
        return new([.. shifts.Zip(weights)]);
    }

    /// <summary>Gaussian elimination with pivoting on an augmented matrix.</summary>
    private static double[] Solve(double[,] a, int n)
    {
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var j = 0; j <= n; j++)
            {
                (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
            }

            for (var row = 0; row < n; row++)
            {
                var factor = row == column ? 0 : a[row, column] / a[column, column];
                for (var j = column; j <= n; j++)
                {
                    a[row, j] -= factor * a[column, j];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => a[row, n] / a[row, row])];
    }
}
