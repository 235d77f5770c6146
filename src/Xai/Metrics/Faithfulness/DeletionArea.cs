namespace QXai.Xai.Metrics.Faithfulness;

/// <summary>
/// Deletion: the area under the score's curve from the input to the baseline, most relevant pixels first, over [0, 1], both ends included.
/// Petsiuk, Das and Saenko, RISE, 2018.
/// </summary>
public sealed class DeletionArea : IMetric
{
    /// <summary>The number of steps of a curve (fewer where there are fewer pixels).</summary>
    public const int Steps = 32;

    /// <inheritdoc/>
    public string Name => "deletion";

    /// <inheritdoc/>
    public string Summary => "the area under the score while pixels are replaced by the baseline, most relevant first";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Faithfulness;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "between the smallest and the largest score";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Score;

    /// <inheritdoc/>
    public string Source => "Petsiuk et al. 2018, section 4";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var score = MetricCase.Need(this, subject.Score, "score");
        var baseline = MetricCase.Need(this, subject.Baseline, "baseline");
        var order = subject.OrderFor(this);
        return PerturbationCurve.Area(PerturbationCurve.Of(score, subject.Input, baseline, order, Steps));
    }
}
