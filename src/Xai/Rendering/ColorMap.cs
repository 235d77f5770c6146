namespace QXai.Xai.Rendering;

/// <summary>
/// A colour scale: position t in [0, 1] -> colour, linear in sRGB between equally spaced control points. <see cref="ColorMaps"/> lists those that
/// ship.
/// </summary>
public sealed class ColorMap
{
    private readonly Rgb[] points;

    /// <summary>A scale through control points that are written as hexadecimal RRGGBB, separated by white space; at least two.</summary>
    public ColorMap(string name, string summary, string controlPoints, bool diverging = false)
    {
        (Name, Summary, Diverging) = (name, summary, diverging);
        points = [.. controlPoints.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        if (points.Length < 2)
        {
            throw new ArgumentException(
                $"ColorMap: '{name}' has {points.Length} control points, but a scale needs at least 2.", nameof(controlPoints));
        }
    }

    /// <summary>The name by which options choose it.</summary>
    public string Name { get; }

    /// <summary>What it is good for and where its control points come from.</summary>
    public string Summary { get; }

    /// <summary>Whether its middle stands for zero: right for signed maps on a symmetric scale.</summary>
    public bool Diverging { get; }

    /// <summary>The colour at t; positions outside [0, 1] take the colour of the nearer end.</summary>
    public Rgb this[double t]
    {
        get
        {
            var position = Math.Clamp(t, 0, 1) * (points.Length - 1);
            var below = Math.Min((int)position, points.Length - 2);
            return points[below].Mix(points[below + 1], position - below);
        }
    }

    private static Rgb Parse(string hex)
    {
        var value = Convert.ToUInt32(hex, 16);
        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
