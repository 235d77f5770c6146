namespace QXai.Xai.Rendering;

/// <summary>
/// The built-in typeface: all printable ASCII, drawn from centre lines, so one set of shapes serves every size without a font file. A scale of 1
/// gives capitals 7 pixels high. A line is 9 units high: 7 for capitals and 2 for descenders.
/// </summary>
public static class StrokeFont
{
    /// <summary>Height of a capital in units.</summary>
    public const int CapHeight = 7;

    /// <summary>Height of a line with its descenders, in units.</summary>
    public const int LineHeight = 9;

    private const double StrokeAndGap = 4; // half units: one unit of stroke, one unit of paper

    /// <summary>Width and height in pixels of a line of text.</summary>
    public static (int Width, int Height) Measure(string text, double scale = 2)
    {
        var halfUnits = text.Sum(Advance) - (text.Length > 0 ? StrokeAndGap / 2 : 0);
        return ((int)Math.Ceiling(halfUnits * scale / 2), (int)Math.Ceiling(LineHeight * scale));
    }

    /// <summary>
    /// The ink of a line of text: calls <paramref name="plot"/>(x, y, coverage) for every pixel that it touches, relative to the upper left corner of
    /// the first capital. Weight is the stroke's width in units.
    /// </summary>
    internal static void Trace(string text, double scale, double weight, Action<int, int, double> plot)
    {
        var (pen, pixel) = (1.0, 2 / scale);
        foreach (var character in text)
        {
            var glyph = Glyph.Of(character);
            var (left, right) = ((int)Math.Floor((pen - 2) / pixel), (int)Math.Ceiling((pen + glyph.Width + 2) / pixel));
            for (var y = (int)Math.Floor(-1 / pixel); y < (LineHeight * 2 + 1) / pixel; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    var coverage = glyph.Coverage((x + 0.5) * pixel - pen, (y + 0.5) * pixel - 1, weight, pixel);
                    if (coverage > 0)
                    {
                        plot(x, y, coverage);
                    }
                }
            }

            pen += Advance(character);
        }
    }

    /// <summary>From one character's first centre line to the next one's: whole units, so that every character starts on the pixel grid.</summary>
    private static double Advance(char character) => 2 * Math.Ceiling((Glyph.Of(character).Width + StrokeAndGap) / 2);
}
