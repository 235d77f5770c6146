namespace QXai.Xai.Rendering;

/// <summary>
/// One character as straight segments and dots, in half units of the grid that <see cref="GlyphShapes"/> describes; curves are cut into eight pieces.
/// </summary>
internal sealed class Glyph
{
    private const int PiecesPerCurve = 8;
    private const double DotGrowth = 1.25;
    private const double WidthOfSpace = 4;

    private static readonly Glyph Unknown = new(GlyphShapes.Unknown);
    private static readonly Glyph[] Printable = [.. GlyphShapes.Printable.Select(shape => new Glyph(shape))];

    private readonly List<(double X0, double Y0, double X1, double Y1)> segments = [];
    private readonly List<(double X, double Y)> dots = [];

    private Glyph(string shape)
    {
        foreach (var stroke in shape.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Trace(stroke);
        }

        Width = shape.Length == 0 ? WidthOfSpace : segments.Select(s => Math.Max(s.X0, s.X1)).Concat(dots.Select(d => d.X)).Max();
    }

    /// <summary>Extent from the first centre line to the last, in half units.</summary>
    public double Width { get; }

    /// <summary>The shape of a character; an empty box for what lies outside printable ASCII.</summary>
    public static Glyph Of(char character) => character is >= ' ' and <= '~' ? Printable[character - ' '] : Unknown;

    /// <summary>
    /// How much ink lies on the point (x, y): 1 inside the strokes of the given half width, 0 outside, with a ramp as wide as <paramref
    /// name="pixel"/> between. All in half units.
    /// </summary>
    public double Coverage(double x, double y, double halfWidth, double pixel)
    {
        var nearest = double.PositiveInfinity;
        foreach (var (x0, y0, x1, y1) in segments)
        {
            var (dx, dy) = (x1 - x0, y1 - y0);
            var along = Math.Clamp(((x - x0) * dx + (y - y0) * dy) / Math.Max(dx * dx + dy * dy, 1e-12), 0, 1);
            nearest = Math.Min(nearest, double.Hypot(x - x0 - along * dx, y - y0 - along * dy) - halfWidth);
        }

        foreach (var (dotX, dotY) in dots)
        {
            nearest = Math.Min(nearest, double.Hypot(x - dotX, y - dotY) - DotGrowth * halfWidth);
        }

        return Math.Clamp(0.5 - nearest / pixel, 0, 1);
    }

    private void Trace(string stroke)
    {
        List<(double X, double Y, bool Control)> points = [];
        var closed = stroke.EndsWith('z');
        for (var i = 0; i < stroke.Length - (closed ? 1 : 0); i += 2)
        {
            var control = stroke[i] == '(';
            i += control ? 1 : 0;
            points.Add((Digit(stroke[i]), Digit(stroke[i + 1]), control));
        }

        if (points.Count == 1)
        {
            dots.Add((points[0].X, points[0].Y));
            return;
        }

        if (closed)
        {
            points.Add(points[0]);
        }

        var (x, y) = (points[0].X, points[0].Y);
        for (var i = 1; i < points.Count; i++)
        {
            if (!points[i].Control)
            {
                segments.Add((x, y, points[i].X, points[i].Y));
                (x, y) = (points[i].X, points[i].Y);
                continue;
            }

            var (control, next) = (points[i], points[i + 1]);
            var end = next.Control ? ((control.X + next.X) / 2, (control.Y + next.Y) / 2) : (next.X, next.Y);
            Curve((x, y), (control.X, control.Y), end);
            (x, y) = end;
            i += next.Control ? 0 : 1;
        }
    }

    private void Curve((double X, double Y) from, (double X, double Y) control, (double X, double Y) to)
    {
        var (x, y) = from;
        for (var piece = 1; piece <= PiecesPerCurve; piece++)
        {
            var t = (double)piece / PiecesPerCurve;
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            var (nextX, nextY) = (a * from.X + b * control.X + c * to.X, a * from.Y + b * control.Y + c * to.Y);
            segments.Add((x, y, nextX, nextY));
            (x, y) = (nextX, nextY);
        }
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;
}
