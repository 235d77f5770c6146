namespace QXai.Xai.Rendering;

/// <summary>What one side of a plot measures: a name with its unit, and the values at both ends (of the first pixel's outer edge and the last's).</summary>
public sealed record Axis(string Label, double Low, double High)
{
    /// <summary>Round values inside the axis, in steps of 1, 2 or 5 times a power of ten, at most <paramref name="count"/> + 1 of them.</summary>
    public IReadOnlyList<double> Ticks(int count = 5)
    {
        var extent = High - Low;
        if (!(extent > 0) || !double.IsFinite(extent))
        {
            return [Low];
        }

        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(extent / count)));
        var step = magnitude * new[] { 1.0, 2, 5, 10 }.First(factor => factor * magnitude * count >= extent * (1 - 1e-12));
        var (first, last) = (Math.Ceiling((Low / step) - 1e-9), Math.Floor((High / step) + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>Where a value stands: 0 at <see cref="Low"/>, 1 at <see cref="High"/>.</summary>
    public double Position(double value) => (value - Low) / (High - Low);
}
