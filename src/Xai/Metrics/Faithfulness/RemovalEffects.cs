using QXai.Numerics;

namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>What sets of pixels are said to be worth, sum_{i in S} R_i, and what their removal does, f(x) - f(x with S at the baseline).</summary>
internal sealed record RemovalEffects(double[] Relevance, double[] Fall)
{
    private const int Tile = 64;

    /// <summary>Measures <paramref name="count"/> sets; <paramref name="pixels"/> names the pixels of each.</summary>
    public static RemovalEffects Of(IMetric metric, MetricCase subject, int count, Func<int, int[]> pixels)
    {
        var score = MetricCase.Need(metric, subject.Score, "score");
        var baseline = MetricCase.Need(metric, subject.Baseline, "baseline");
        var whole = score(subject.Input.Reshape([1, .. subject.Input.Shape.Extents]))[0];
        var (relevance, fall) = (new double[count], new double[count]);
        for (var first = 0; first < count; first += Tile)
        {
            var size = Math.Min(Tile, count - first);
            var batch = new Tensor<double>(new Shape([size, .. subject.Input.Shape.Extents]));
            for (var i = 0; i < size; i++)
            {
                var set = pixels(first + i);
                relevance[first + i] = set.Sum(pixel => subject.Relevance[pixel]);
                var picture = batch.Slice(i);
                subject.Input.Span.CopyTo(picture.Span);
                PerturbationCurve.Replace(picture, baseline, set);
            }

            var scores = score(batch);
            for (var i = 0; i < size; i++)
            {
                fall[first + i] = whole - scores[i];
            }
        }

        return new RemovalEffects(relevance, fall);
    }
}
