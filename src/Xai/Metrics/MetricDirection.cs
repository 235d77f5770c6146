namespace QXai.Xai.Metrics;

/// <summary>Which values of a metric are good.</summary>
public enum MetricDirection
{
    /// <summary>Large values are good.</summary>
    HigherIsBetter,

    /// <summary>Small values are good.</summary>
    LowerIsBetter,

    /// <summary>The metric describes a map and does not judge it.</summary>
    Descriptive,
}
