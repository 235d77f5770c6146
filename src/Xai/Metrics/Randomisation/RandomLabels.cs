using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Metrics.Randomisation;

/// <summary>
/// Data randomisation: Spearman's correlation of |R| with |R| of a model of the same architecture that was trained on random labels. A map that stays
/// the same does not depend on the relation of pictures and labels. Undefined where one of the maps is constant. Adebayo et al., 2018.
/// </summary>
public sealed class RandomLabels : IMetric
{
    /// <inheritdoc/>
    public string Name => "random-labels";

    /// <inheritdoc/>
    public string Summary => "the rank correlation of |R| with the map of a model that was trained on random labels";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Randomisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "[-1, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.RandomLabelModel;

    /// <inheritdoc/>
    public string Source => "Adebayo et al. 2018, section 4";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject) =>
        Correlation.OfMagnitudes(
            subject.Relevance, subject.PixelSums(MetricCase.Need(this, subject.RandomLabelMap, "map of a model trained on random labels")));
}
