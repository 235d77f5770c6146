using QXai.Numerics.Random;

namespace QXai.Xai.Metrics;

/// <summary>The percentile bootstrap (Efron, 1979): how far a mean would move if the samples had been drawn again.</summary>
public static class Bootstrap
{
    /// <summary>
    /// An interval for the mean of <paramref name="values"/>: the means of <paramref name="resamples"/> draws with replacement are sorted, and the
    /// tails of (1 - confidence) / 2 are cut off at both ends. Depends on the seed and the values only. NaN where there is no value.
    /// </summary>
    public static Interval Mean(ReadOnlySpan<double> values, SeededRandom random, int resamples = 2000, double confidence = 0.95)
    {
        if (resamples < 1 || confidence is not (> 0 and < 1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Bootstrap: {resamples} resamples at a confidence of {confidence} make no interval; at least 1 and a number in (0, 1) are needed."));
        }

        if (values.IsEmpty)
        {
            return new Interval(double.NaN, double.NaN);
        }

        var means = new double[resamples];
        for (var resample = 0; resample < resamples; resample++)
        {
            var draw = random.Derive((ulong)resample);
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[draw.NextInt(values.Length)];
            }

            means[resample] = sum / values.Length;
        }

        Array.Sort(means);
        var cut = (1 - confidence) / 2 * (resamples - 1);
        return new Interval(means[(int)Math.Round(cut)], means[(int)Math.Round(resamples - 1 - cut)]);
    }

    /// <summary>The mean around which <see cref="Mean"/> is an interval; NaN where there is no value.</summary>
    internal static double Centre(double[] values) => values.Length == 0 ? double.NaN : values.Average();
}
