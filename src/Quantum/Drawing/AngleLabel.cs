using System.Globalization;

namespace QXai.Quantum.Drawing;

/// <summary>Angles as drawings show them: constants that are fractions of pi as <c>3π/4</c>, all else as <see cref="Angle.ToString"/> has it.</summary>
internal static class AngleLabel
{
    private static readonly int[] Divisors = [1, 2, 3, 4, 6, 8, 12, 16];

    public static string Of(Angle angle)
    {
        foreach (var divisor in angle.IsConstant ? Divisors : [])
        {
            var multiple = Math.Round(angle.Offset * divisor / Math.PI);
            if (Math.Abs(multiple) is >= 1 and <= 32 && Math.Abs((multiple * Math.PI / divisor) - angle.Offset) < 1e-12)
            {
                var factor = multiple switch { 1 => "π", -1 => "-π", _ => string.Create(CultureInfo.InvariantCulture, $"{multiple}π") };
                return divisor == 1 ? factor : $"{factor}/{divisor}";
            }
        }

        return angle.ToString();
    }
}
