namespace QXai.Xai.Metrics.Robustness;

/// <summary>
/// Max-sensitivity: max over random e, |e_i| up to the radius, of |R(x + e) - R(x)| / |R(x)|, Euclidean norms; the radius is a fiftieth of the input's range.
/// Undefined for a blank map and a constant input. Estimated from below by ten draws. Yeh et al., 2019.
/// </summary>
public sealed class MaxSensitivity : IMetric
{
    /// <summary>The number of changed inputs.</summary>
    public const int Draws = 10;

    /// <summary>The largest change of an input value, as a share of the range of the input's values.</summary>
    public const double Radius = 0.02;

    /// <inheritdoc/>
    public string Name => "max-sensitivity";

    /// <inheritdoc/>
    public string Summary => "the largest relative change of the map under small random changes of the input";

    /// <inheritdoc/>
    public MetricCategory Category => MetricCategory.Robustness;

    /// <inheritdoc/>
    public MetricDirection Direction => MetricDirection.LowerIsBetter;

    /// <inheritdoc/>
    public string Range => "[0, inf)";

    /// <inheritdoc/>
    public MetricNeeds Needs => MetricNeeds.Explainer;

    /// <inheritdoc/>
    public string Source => "Yeh et al. 2019, definition 3.1";

    /// <inheritdoc/>
    public double? Evaluate(MetricCase subject)
    {
        var explain = MetricCase.Need(this, subject.Explain, "explainer");
        var (norm, radius) = (Norm(subject.Relevance), Radius * Extent(subject.Input.Span));
        if (norm == 0 || radius == 0)
        {
            return null;
        }

        var (random, largest) = (subject.RandomFor(this), 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var noise = random.Derive((ulong)draw);
            var near = subject.Input.Clone();
            foreach (ref var value in near.Span)
            {
                value += noise.NextDouble(-radius, radius);
            }

            var other = subject.PixelSums(explain(near));
            largest = Math.Max(largest, Norm(other.Zip(subject.Relevance, (a, b) => a - b)) / norm);
        }

        return largest;
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private static double Extent(ReadOnlySpan<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return high - low;
    }
}
