using QXai.Numerics.Random;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>From samples to the table: means, bootstrap intervals, and paired differences from the random map.</summary>
internal static class EvaluationSummary
{
    public static EvaluationTable Of(
        IReadOnlyList<SampleScores> samples,
        IReadOnlyList<string> methods,
        IReadOnlyList<IMetric> metrics,
        IReadOnlyDictionary<string, string> skipped,
        SeededRandom random,
        int resamples,
        double confidence)
    {
        var reference = methods.ToList().IndexOf(EvaluationTable.RandomMap);
        EvaluationCell Cell(int m, int k)
        {
            double?[] own = [.. samples.Select(sample => sample.Values[m][k])];
            var sign = metrics[m].Direction switch { MetricDirection.HigherIsBetter => 1, MetricDirection.LowerIsBetter => -1, _ => double.NaN };
            double[] values = [.. own.OfType<double>()];
            double[] differences = [.. own.Zip(samples, (a, sample) => sign * (a - sample.Values[m][reference])).OfType<double>().Where(double.IsFinite)];
            var draw = random.Derive((ulong)m);
            return new EvaluationCell(
                values.Length,
                own.Length - values.Length,
                Bootstrap.Centre(values),
                Bootstrap.Mean(values, draw.Derive(0), resamples, confidence),
                Bootstrap.Centre(differences),
                k == reference ? new Interval(double.NaN, double.NaN) : Bootstrap.Mean(differences, draw.Derive(1), resamples, confidence));
        }

        double Agreement(int j, int k) => Bootstrap.Centre([.. samples.Select(sample => sample.Agreement[j][k]).OfType<double>()]);

        return new EvaluationTable(
            samples.Count,
            confidence,
            methods,
            metrics,
            [.. Enumerable.Range(0, metrics.Count).Select(m => (IReadOnlyList<EvaluationCell>)[.. Enumerable.Range(0, methods.Count).Select(k => Cell(m, k))])],
            [.. Enumerable.Range(0, methods.Count).Select(j => (IReadOnlyList<double>)[.. Enumerable.Range(0, methods.Count).Select(k => Agreement(j, k))])],
            skipped);
    }
}
