namespace QXai.Xai.Metrics;

/// <summary>
/// How far the relevances are from adding up to what they explain: |T - sum_i R_i| / |T|, T what the method promises, f(x) or f(x) - f(reference);
/// f(x) for a method that promises nothing. XQML, section II; Bach et al., 2015, equation (2).
/// </summary>
public sealed class ConservationGap : IMetric
{
    /// <inheritdoc/>
    public string Name => "conservation";

    /// <inheritdoc/>
    public string Summary => "how far the relevances are from adding up to what they explain, as a share of it";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Conservation;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, inf)";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.None;

    /// <inheritdoc/>
    public string Source => "XQML II; Bach et al. 2015, (2)";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var target = subject.Promised ?? subject.Output;
        return target == 0 ? null : Math.Abs(target - subject.Relevance.Sum()) / Math.Abs(target);
    }
}
