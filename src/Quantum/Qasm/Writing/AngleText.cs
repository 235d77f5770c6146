using System.Globalization;

namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// Angles as OpenQASM expressions that read back to the same bits: multiples of pi by name where that is exact, shortest digits otherwise.
/// </summary>
internal static class AngleText
{
    /// <summary>As in <c>pi/2</c>, <c>0.3</c>, <c>2*x0 + 0.1</c>, <c>-arctan(x1*x1)</c>.</summary>
    public static string Of(Angle angle)
    {
        if (angle.IsConstant)
        {
            return Of(angle.Offset);
        }

        var name = Name(angle.Source, angle.Index);
        var mapped = angle.Map switch
        {
            AngleMap.Identity => name,
            AngleMap.Atan => $"arctan({name})",
            AngleMap.AtanOfSquare => $"arctan({name}*{name})",
            _ => $"{name}*{Name(angle.SecondSource, angle.SecondIndex)}",
        };
        var scaled = angle.Scale switch { 1 => mapped, -1 => "-" + mapped, _ => $"{Of(angle.Scale)}*{mapped}" };
        return angle.Offset switch { 0 => scaled, > 0 => $"{scaled} + {Of(angle.Offset)}", _ => $"{scaled} - {Of(-angle.Offset)}" };
    }

    private static string Name(AngleSource source, int index) => $"{(source == AngleSource.Input ? 'x' : 'w')}{index}";

    /// <summary>A number that <c>double</c> arithmetic reads back exactly.</summary>
    public static string Of(double value)
    {
        foreach (var divisor in (ReadOnlySpan<int>)[1, 2, 3, 4, 6, 8, 16, 32])
        {
            var multiple = Math.Round(value * divisor / Math.PI);
            if (multiple != 0 && Math.Abs(multiple) <= 64 && Math.Abs(multiple) * Math.PI / divisor == Math.Abs(value))
            {
                var factor = Math.Abs(multiple) == 1 ? "pi" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(multiple)}*pi");
                return (value < 0 ? "-" : "") + factor + (divisor == 1 ? "" : $"/{divisor}");
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
