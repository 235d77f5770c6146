namespace QXai.Xai.Metrics.Localisation;

/// <summary>
/// Pointing game: 1 where the largest relevance lies inside the mask, 0 where it lies outside; of several equal largest ones, the share inside.
/// Undefined for an empty mask and for a constant map, which points nowhere. Zhang et al., 2018.
/// </summary>
public sealed class PointingGame : IMetric
{
    /// <inheritdoc/>
    public string Name => "pointing-game";

    /// <inheritdoc/>
    public string Summary => "whether the most relevant pixel lies inside the mask (of several most relevant ones, the share that does)";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Localisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Mask;

    /// <inheritdoc/>
    public string Source => "Zhang et al. 2018, section 4.1";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var mask = MetricCase.Need(this, subject.Mask, "mask");
        var (largest, smallest) = (subject.Relevance.Max(), subject.Relevance.Min());
        if (largest == smallest || !mask.Contains(true))
        {
            return null;
        }

        var (all, inside) = (0, 0);
        for (var p = 0; p < mask.Length; p++)
        {
            if (subject.Relevance[p] == largest)
            {
                (all, inside) = (all + 1, inside + (mask[p] ? 1 : 0));
            }
        }

        return (double)inside / all;
    }
}
