namespace QXai.Xai.Metrics;

/// <summary>A number that judges or describes one explanation. Stateless; the catalogue is <see cref="MetricCatalogue.All"/>.</summary>
public interface IMetric
{
    /// <summary>The name by which options choose it: <c>deletion</c>.</summary>
    string Name { get; }

    /// <summary>What it measures, in one sentence.</summary>
    string Summary { get; }

    /// <summary>What it judges.</summary>
    MetricCategory Category { get; }

    /// <summary>Which values are good.</summary>
    MetricDirection Direction { get; }

    /// <summary>The range of values, as in <c>[0, 1]</c>.</summary>
    string Range { get; }

    /// <summary>What it needs beside the map.</summary>
    MetricNeeds Needs { get; }

    /// <summary>Paper and equation.</summary>
    string Source { get; }

    /// <summary>
    /// The metric's value, or null where it is undefined (an empty mask, a blank map, a score that does not move): undefined is neither good nor bad.
    /// Throws <see cref="InvalidOperationException"/> where the case lacks what the metric <see cref="Needs"/>.
    /// </summary>
    double? Evaluate(MetricCase subject);
}
