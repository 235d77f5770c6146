namespace QXai.Xai.Metrics.Localisation;

/// <summary>
/// Relevance mass accuracy: sum_{i in mask} max(R_i, 0) / sum_i max(R_i, 0). Undefined for an empty mask and for a map without positive relevance.
/// Arras, Osman and Samek, 2022.
/// </summary>
public sealed class MassAccuracy : IMetric
{
    /// <inheritdoc/>
    public string Name => "mass-accuracy";

    /// <inheritdoc/>
    public string Summary => "the share of the positive relevance that lies inside the mask";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Localisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Mask;

    /// <inheritdoc/>
    public string Source => "Arras, Osman and Samek 2022, (1)";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var mask = MetricCase.Need(this, subject.Mask, "mask");
        var (inside, total) = (0.0, 0.0);
        for (var p = 0; p < mask.Length; p++)
        {
            var positive = Math.Max(subject.Relevance[p], 0);
            total += positive;
            inside += mask[p] ? positive : 0;
        }

        return total == 0 || !mask.Contains(true) ? null : inside / total;
    }
}
