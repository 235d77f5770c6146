namespace QXai.Xai.Metrics;

/// <summary>A confidence interval.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether the interval holds a value.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>As in <c>[1.21, 1.35]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"[{Low:F3}, {High:F3}]");
}
