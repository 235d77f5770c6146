using System.Globalization;

namespace QXai.Xai.Certificates;

/// <summary>
/// How a certificate states numbers: rounded to a decimal grid of ten digits below the largest number of their group. What lies below the grid is
/// rounding noise, differs from machine to machine and cannot be checked, so it is not claimed; what is stated can be checked to the last digit, up
/// to one step of the grid.
/// </summary>
/// <param name="Decimals">Digits after the decimal point; negative for tens, hundreds, ...</param>
internal readonly record struct StatedNumber(int Decimals)
{
    /// <summary>Digits below the leading digit of the group's largest number.</summary>
    private const int Digits = 10;

    /// <summary>One and a half steps: honest rounding moves a number by one step at most, the smallest change of a statement that is not honest is
    /// found.</summary>
    public double Tolerance => 1.5 * Math.Pow(10, -Decimals);

    /// <summary>The grid for a group of numbers.</summary>
    public static StatedNumber For(IEnumerable<double> group)
    {
        var largest = group.Aggregate(0.0, (bound, value) => Math.Max(bound, Math.Abs(value)));
        return new(largest == 0 ? Digits : Digits - (int)Math.Floor(Math.Log10(largest)));
    }

    /// <summary>The number as it is stated.</summary>
    public double Of(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new Numerics.InputException($"A certificate cannot state {value}: it is not a finite number.");
        }

        var rounded = Decimals >= 0
            ? double.Parse(value.ToString($"F{Decimals}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : Math.Round(value / Math.Pow(10, -Decimals)) * Math.Pow(10, -Decimals);
        return rounded == 0 ? 0 : rounded;
    }
}
