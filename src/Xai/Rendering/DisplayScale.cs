using QXai.Numerics;

namespace QXai.Xai.Rendering;

/// <summary>
/// The interval of values that a picture's colours span, and the rule that chose it: value v stands at (v - Low) / (High - Low), clamped to [0, 1].
/// Recorded with every picture: a heatmap whose scale is unknown cannot be compared with another.
/// </summary>
public sealed record DisplayScale(DisplayRule Rule, double Low, double High)
{
    /// <summary>The percentile of the magnitudes that set the scale, in (0, 100]; 100 for the rules that use extremes.</summary>
    public double Percent { get; private init; } = 100;

    /// <summary>The scale that <paramref name="rule"/> gives one map. Throws <see cref="ArgumentException"/> where a value is not finite.</summary>
    public static DisplayScale For(Tensor<double> map, DisplayRule rule, double percent = 99) => For([map], rule, percent);

    /// <summary>One scale for several maps, so that their pictures can be compared.</summary>
    public static DisplayScale For(IReadOnlyList<Tensor<double>> maps, DisplayRule rule, double percent = 99)
    {
        if (percent is not (> 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), FormattableString.Invariant(
                $"DisplayScale: the percentile {percent} is not in (0, 100]."));
        }

        double[] values = [.. maps.SelectMany(map => map.Span.ToArray())];
        RequireFinite(values);
        var (smallest, largest) = values.Length > 0 ? (values.Min(), values.Max()) : (0, 0);
        var magnitude = Math.Max(Math.Abs(smallest), Math.Abs(largest));
        return rule switch
        {
            DisplayRule.MaxAbs => new DisplayScale(rule, -magnitude, magnitude),
            DisplayRule.ZeroToMax => new DisplayScale(rule, 0, Math.Max(largest, 0)),
            DisplayRule.MinMax => new DisplayScale(rule, smallest, largest),
            DisplayRule.Percentile => OfPercentile(values, percent, smallest < 0),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>
    /// Where a value stands between Low (0) and High (1), clamped. On a scale without extent, as a map of zeros has: 1/2 for <see
    /// cref="DisplayRule.MaxAbs"/>, else 0.
    /// </summary>
    public double Position(double value) =>
        High > Low ? Math.Clamp((value - Low) / (High - Low), 0, 1) : Rule == DisplayRule.MaxAbs ? 0.5 : 0;

    /// <summary>Rule and interval in words, for captions and JSON.</summary>
    public override string ToString() => Rule switch
    {
        DisplayRule.MaxAbs => FormattableString.Invariant($"max-abs: {Low:G4} to {High:G4}"),
        DisplayRule.ZeroToMax => FormattableString.Invariant($"zero to max: {Low:G4} to {High:G4}"),
        DisplayRule.MinMax => FormattableString.Invariant($"min to max: {Low:G4} to {High:G4}"),
        _ => FormattableString.Invariant($"percentile {Percent:G4} of magnitudes: {Low:G4} to {High:G4}"),
    };

    /// <summary>The percentile with linear interpolation between order statistics: position percent / 100 * (n - 1).</summary>
    private static DisplayScale OfPercentile(double[] values, double percent, bool signed)
    {
        double[] sorted = [.. values.Select(Math.Abs).Order()];
        var bound = 0.0;
        if (sorted.Length > 0)
        {
            var position = percent / 100 * (sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            bound = sorted[below] + (sorted[above] - sorted[below]) * (position - below);
        }

        return new DisplayScale(DisplayRule.Percentile, signed ? -bound : 0, bound) { Percent = percent };
    }

    private static void RequireFinite(double[] values)
    {
        var at = Array.FindIndex(values, value => !double.IsFinite(value));
        if (at >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"DisplayScale: the map's value at flat position {at} is {values[at]}; a heatmap must be finite."));
        }
    }
}
