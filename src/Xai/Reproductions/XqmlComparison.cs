using QXai.Numerics.Random;
using QXai.Xai.Metrics;

namespace QXai.Xai.Reproductions;

/// <summary>All seeds together: means over the seeds with bootstrap intervals over the seeds (95 %), and paired differences between methods.</summary>
internal sealed class XqmlComparison(IReadOnlyList<XqmlSeed> seeds)
{
    /// <summary>The seeds.</summary>
    public IReadOnlyList<XqmlSeed> Seeds => seeds;

    /// <summary>The number of a method in <see cref="XqmlMethod.All"/>.</summary>
    public static int IndexOf(string method) => XqmlMethod.All.Select((one, k) => (one.Name, k)).Single(pair => pair.Name == method).k;

    /// <summary>The mean over seeds, and its interval.</summary>
    public (double Mean, Interval Interval) Of(int metric, int method) => Summary(seeds.Select(seed => seed.Means[metric][method]), (metric * 100) + method);

    /// <summary>
    /// By how much <paramref name="method"/> is better than <paramref name="rival"/>, seed by seed, in the metric's good direction. An interval
    /// without zero shows a difference.
    /// </summary>
    public (double Mean, Interval Interval) Advantage(int metric, int method, int rival) =>
        Summary(
            seeds.Select(seed => XqmlMetric.All[metric].Sign * (seed.Means[metric][method] - seed.Means[metric][rival])),
            10_000 + (metric * 10_000) + (method * 100) + rival);

    /// <summary>"better", "worse" or "no difference shown".</summary>
    public static string Verdict(Interval interval) => interval.Low > 0 ? "better" : interval.High < 0 ? "worse" : "no difference shown";

    private static (double Mean, Interval Interval) Summary(IEnumerable<double> values, int key)
    {
        double[] defined = [.. values.Where(double.IsFinite)];
        return (defined.DefaultIfEmpty(double.NaN).Average(), Bootstrap.Mean(defined, new SeededRandom(20240613).Derive((ulong)key)));
    }
}
