namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>
/// Pixel flipping: the area over the perturbation curve, AOPC = (1 / (L + 1)) sum_{s = 0..L} (f(x) - f(x_s)), x_s with the s most relevant parts
/// of the picture replaced by the baseline, L a third of the way. Bach et al., 2015; Samek et al., 2017, equation (12).
/// </summary>
public sealed class PixelFlipping : IMetric
{
    /// <summary>The number of steps (fewer where a third of the pixels is fewer).</summary>
    public const int Steps = 16;

    /// <inheritdoc/>
    public string Name => "pixel-flipping";

    /// <inheritdoc/>
    public string Summary => "the mean fall of the score over the first third of the pixels, flipped to the baseline one by one, most relevant first";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Faithfulness;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "(-inf, inf)";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Score;

    /// <inheritdoc/>
    public string Source => "Bach et al. 2015; Samek et al. 2017, (12)";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var score = MetricCase.Need(this, subject.Score, "score");
        var baseline = MetricCase.Need(this, subject.Baseline, "baseline");
        var order = subject.OrderFor(this);
        var part = Math.Max(1, order.Length / 3);
        var curve = PerturbationCurve.Of(score, subject.Input, baseline, order.AsSpan(0, part), Steps);
        return curve.Average(value => curve[0] - value);
    }
}
