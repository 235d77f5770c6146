namespace QXai.Xai.Metrics.Localisation;

/// <summary>
/// Energy inside: <see cref="EnergyInside.Ratio(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>.
/// </summary>
public sealed class EnergyShare : IMetric
{
    /// <inheritdoc/>
    public string Name => "energy-inside";

    /// <inheritdoc/>
    public string Summary => "the share of the map's energy |R| inside the mask, as a multiple of the mask's share of the area";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Localisation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, pixels / mask]; 1 by chance";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Mask;

    /// <inheritdoc/>
    public string Source => "Wang et al. 2020 (energy-based pointing game), over the area";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject) => EnergyInside.Ratio(subject.Relevance, MetricCase.Need(this, subject.Mask, "mask"));
}
