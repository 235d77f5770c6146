using QXai.Xai.Metrics.Faithfulness;

namespace QXai.Xai.Metrics.Localisation;

/// <summary>
/// Relevance rank accuracy: |mask and top K| / K, K the mask's size, the top K pixels by relevance; equal relevances are ordered at random.
/// Undefined for an empty mask and for a constant map. Arras, Osman and Samek, 2022.
/// </summary>
public sealed class RankAccuracy : IMetric
{
    /// <inheritdoc/>
    public string Name => "rank-accuracy";

    /// <inheritdoc/>
    public string Summary => "of as many most relevant pixels as the mask has, the share that lies inside it";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Localisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Mask;

    /// <inheritdoc/>
    public string Source => "Arras, Osman and Samek 2022, (2)";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var mask = MetricCase.Need(this, subject.Mask, "mask");
        var size = mask.Count(inside => inside);
        return size == 0 || subject.Relevance.Max() == subject.Relevance.Min()
            ? null
            : (double)subject.OrderFor(this).Take(size).Count(pixel => mask[pixel]) / size;
    }
}
