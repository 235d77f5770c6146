using QXai.Numerics;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Faithfulness;
using QXai.Xai.Metrics.Localisation;

namespace QXai.Xai.Reproductions;

/// <summary>A row of the comparison: how a map is judged; null where undefined. <paramref name="Sign"/> is 1 where more is better and -1 where less
/// is.</summary>
internal sealed record XqmlMetric(string Name, string Meaning, int Sign, Func<XqmlSample, double[], bool[], double?> Value)
{
    /// <summary>All metrics, localisation first.</summary>
    public static IReadOnlyList<XqmlMetric> All { get; } =
    [
        new("mass", "share of |R| on the three relevant inputs; chance is 3 / n", 1, (_, map, mask) => Mass(map, mask)),
        new(
            "rank",
            "share of the relevant inputs among the three largest |R|; chance is 3 / n",
            1,
            (sample, map, mask) => new RankAccuracy().Evaluate(Case(sample, map, mask, size: true))),
        new(
            "pointing",
            "whether the largest |R| is on a relevant input",
            1,
            (sample, map, mask) => new PointingGame().Evaluate(Case(sample, map, mask, size: true))),
        new(
            "flipping",
            "mean fall of the score while the first third of the inputs, largest R first, is set to 0",
            1,
            (sample, map, mask) => new PixelFlipping().Evaluate(Case(sample, map, mask, size: false))),
        new(
            "deletion",
            "area under the score while all inputs are set to 0, largest R first",
            -1,
            (sample, map, mask) => new DeletionArea().Evaluate(Case(sample, map, mask, size: false))),
        new(
            "insertion",
            "area under the score while the inputs are put back, largest R first",
            1,
            (sample, map, mask) => new InsertionArea().Evaluate(Case(sample, map, mask, size: false))),
        new("conservation", "|f(x) - sum R| over |f(x)|, at most 10", -1, (sample, map, _) => Gap(sample.Score.Value(sample.X), map.Sum())),
    ];

    private static double? Mass(double[] map, bool[] mask)
    {
        var total = map.Sum(Math.Abs);
        return total == 0 ? null : map.Where((_, i) => mask[i]).Sum(Math.Abs) / total;
    }

    private static double? Gap(double score, double total) => score == 0 ? null : Math.Min(10, Math.Abs(score - total) / Math.Abs(score));

    private static MetricCase Case(XqmlSample sample, double[] map, bool[] mask, bool size) =>
        new(Tensor<double>.From(new(map.Length), sample.X), Tensor<double>.From(new(map.Length), size ? [.. map.Select(Math.Abs)] : map))
        {
            Output = sample.Score.Value(sample.X),
            Score = inputs => sample.Score.Values(inputs.Shape[0], inputs.Span),
            Baseline = new Tensor<double>(new Shape(map.Length)),
            Mask = mask,
        };
}
