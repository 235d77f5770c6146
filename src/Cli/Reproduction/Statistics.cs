using QXai.Numerics.Random;
using QXai.Xai.Metrics;

namespace QXai.Cli.Reproduction;

/// <summary>Means with intervals at 95 %, as the results page writes them.</summary>
internal static class Statistics
{
    /// <summary>Quantiles t(0.975, n - 1) of Student's distribution for n = 2, 3, ...</summary>
    private static readonly double[] Student = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

    /// <summary>Mean over few seeds with Student's interval: mean +- t s / sqrt(n); no interval for a single seed.</summary>
    public static string OverSeeds(IReadOnlyList<double> values, double factor = 100, string unit = " %")
    {
        var mean = values.Average();
        if (values.Count < 2)
        {
            return FormattableString.Invariant($"{factor * mean:F2}{unit}");
        }

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        var half = Student[Math.Min(values.Count - 2, Student.Length - 1)] * deviation / Math.Sqrt(values.Count);
        return FormattableString.Invariant($"{factor * mean:F2} ± {factor * half:F2}{unit}");
    }

    /// <summary>Mean over samples with the bootstrap interval; a dash where there is none.</summary>
    public static string OverSamples(IEnumerable<double?> values)
    {
        double[] defined = [.. values.OfType<double>()];
        return defined.Length == 0 ? "-" : FormattableString.Invariant($"{defined.Average():F3} {Bootstrap.Mean(defined, new SeededRandom(1))}");
    }
}
