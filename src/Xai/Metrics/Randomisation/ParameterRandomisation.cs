using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Metrics.Randomisation;

/// <summary>
/// Model-parameter randomisation: the mean, over the stages of a cascade that randomises the model from its head down to the first convolution, of
/// Spearman's correlation of |R| with |R| of the randomised model. A map that stays the same does not depend on what was learnt. A stage with a
/// constant map (no relevance left) counts as 0. Undefined for a constant map. Adebayo et al., 2018.
/// </summary>
public sealed class ParameterRandomisation : IMetric
{
    /// <inheritdoc/>
    public string Name => "parameter-randomisation";

    /// <inheritdoc/>
    public string Summary => "the mean rank correlation of |R| with the maps of models randomised further and further, from the head down";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Randomisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "[-1, 1]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.RandomisedModels;

    /// <inheritdoc/>
    public string Source => "Adebayo et al. 2018, section 3 (cascading)";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var maps = MetricCase.Need(this, subject.RandomisedMaps, "randomised models' maps");
        return subject.Relevance.Max() == subject.Relevance.Min() || maps.Count == 0
            ? null
            : maps.Average(map => Correlation.OfMagnitudes(subject.Relevance, subject.PixelSums(map)) ?? 0);
    }
}
