using System.CommandLine;
using System.Globalization;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>Numbers on the command line, with commas between them.</summary>
internal static class NumberList
{
    /// <summary>The numbers of an option that was given; throws <see cref="InputException"/> naming what is none.</summary>
    public static double[] Parse(Option<string?> option, string text) => [.. text.Split(',').Select(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InputException($"{option.Name} {text}: '{part}' is no finite number; numbers with commas between them are needed, as in 0.1,-0.5."))];
}
