namespace QXai.Xai.Metrics.Complexity;

/// <summary>
/// Complexity as entropy: -sum_i p_i ln p_i, p_i = |R_i| / sum |R|: 0 for one pixel, ln P for a uniform map. Undefined for a blank map.
/// Bhatt, Weller and Moura, 2020.
/// </summary>
public sealed class Entropy : IMetric
{
    /// <inheritdoc/>
    public string Name => "entropy";

    /// <inheritdoc/>
    public string Summary => "Shannon's entropy of the shares |R| / sum |R|, in nats";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Complexity;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Descriptive;

    /// <inheritdoc/>
    public string Range => "[0, ln pixels]";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.None;

    /// <inheritdoc/>
    public string Source => "Bhatt et al. 2020, definition 5";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var total = subject.Relevance.Sum(Math.Abs);
        return total == 0 ? null : -subject.Relevance.Select(r => Math.Abs(r) / total).Where(p => p > 0).Sum(p => p * Math.Log(p)) + 0.0;
    }
}
