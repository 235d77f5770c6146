namespace QXai.Xai.Rendering;

/// <summary>How the values of a map become positions on a colour scale. The map itself is never changed.</summary>
public enum DisplayRule
{
    /// <summary>[-m, m] with m the largest magnitude: zero stays in the middle. For signed maps and diverging colours.</summary>
    MaxAbs,

    /// <summary>[0, m] with m the largest value: zero stays at the bottom, negative values look like zero. For maps after (Q8)'s relu.</summary>
    ZeroToMax,

    /// <summary>[smallest, largest]: uses all colours, and loses where zero is.</summary>
    MinMax,

    /// <summary>
    /// As <see cref="MaxAbs"/> (or <see cref="ZeroToMax"/> where nothing is negative), with m a percentile of the magnitudes, so that a few extreme
    /// pixels do not darken the rest.
    /// </summary>
    Percentile,
}
