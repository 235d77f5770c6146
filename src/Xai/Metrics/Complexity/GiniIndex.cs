namespace QXai.Xai.Metrics.Complexity;

/// <summary>
/// Sparseness as the Gini index: sum_i (2 i - P - 1) a_i / (P sum a), a the values |R| in rising order, i = 1..P: 0 for a uniform map, 1 - 1/P for one
/// pixel. Undefined for a blank map. Chalasani et al., 2020.
/// </summary>
public sealed class GiniIndex : IMetric
{
    /// <inheritdoc/>
    public string Name => "gini";

    /// <inheritdoc/>
    public string Summary => "the Gini index of |R|: how unevenly relevance is spread";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Complexity;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.Descriptive;

    /// <inheritdoc/>
    public string Range => "[0, 1)";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.None;

    /// <inheritdoc/>
    public string Source => "Chalasani et al. 2020, section 4; Hurley and Rickard 2009";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        double[] sorted = [.. subject.Relevance.Select(Math.Abs).Order()];
        var total = sorted.Sum();
        return total == 0 ? null : sorted.Select((a, i) => ((2 * i) + 1 - sorted.Length) * a).Sum() / (sorted.Length * total);
    }
}
