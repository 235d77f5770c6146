using QXai.Data.Transforms;
using QXai.Numerics.Random;

namespace QXai.Data.Digits;

/// <summary>A point that the pen passes and half the width of its line there, in pixels.</summary>
internal readonly record struct PenPoint(float X, float Y, float Radius);

/// <summary>
/// The hand that writes a glyph: jitters its points, joins them by a Catmull-Rom spline, and moves every point of the spline by the same random
/// affine map and the same smooth random field. As the line is drawn after the distortion, its thickness is not distorted.
/// </summary>
internal sealed class Pen
{
    private const int StepsPerPiece = 6;
    private const double BoxWidth = 18;
    private const double BoxHeight = 19;

    private readonly DigitStyle style;
    private readonly SeededRandom random;
    private readonly double xx, xy, yx, yy, shiftX, shiftY, radius;
    private readonly SmoothField field = new();

    /// <summary>Draws the hand's habits for one picture from <paramref name="random"/>.</summary>
    public Pen(DigitStyle style, SeededRandom random)
    {
        (this.style, this.random) = (style, random);
        var (sin, cos) = Math.SinCos(Symmetric(style.Rotation) * Math.PI / 180);
        var (scaleX, scaleY, slant) = (1 + Symmetric(style.Scale), 1 + Symmetric(style.Scale), Symmetric(style.Slant));
        (xx, xy, yx, yy) = (cos * scaleX, -(sin + cos * slant) * scaleY, sin * scaleX, (cos - sin * slant) * scaleY);
        (shiftX, shiftY) = (Symmetric(style.Shift), Symmetric(style.Shift));
        radius = random.NextDouble(style.Thinnest, style.Thickest) / 2;
        field.Draw(style.Elastic, random);
    }

    /// <summary>The polyline of a stroke in a picture of <paramref name="size"/> x <paramref name="size"/> pixels.</summary>
    public List<PenPoint> Write((int X, int Y)[] stroke, int size)
    {
        var points = Jittered(stroke);
        var (phase, waves) = (random.NextDouble(0, 2 * Math.PI), random.NextDouble(0.5, 1.5));
        var line = new List<PenPoint>(points.Length * StepsPerPiece);
        for (var piece = 0; piece + 1 < points.Length; piece++)
        {
            var (p, q) = (points[piece], points[piece + 1]);
            if (p == q)
            {
                continue;
            }

            var (before, after) = (points[Math.Max(piece - 1, 0)], points[Math.Min(piece + 2, points.Length - 1)]);
            for (var step = piece == 0 ? 0 : 1; step <= StepsPerPiece; step++)
            {
                var t = step / (double)StepsPerPiece;
                var along = (piece + t) / (points.Length - 1);
                var width = radius * (1 + style.Pressure * Math.Sin(phase + 2 * Math.PI * waves * along));
                line.Add(Distort(Spline(before.X, p.X, q.X, after.X, t), Spline(before.Y, p.Y, q.Y, after.Y, t), width, size));
            }
        }

        return line;
    }

    /// <summary>Catmull-Rom: the cubic through b (t = 0) and c (t = 1) with the slopes (c - a) / 2 and (d - b) / 2 there.</summary>
    private static double Spline(double a, double b, double c, double d, double t) =>
        b + t * ((c - a) / 2 + t * (a - 2.5 * b + 2 * c - d / 2 + t * (1.5 * (b - c) + (d - a) / 2)));

    private (double X, double Y)[] Jittered((int X, int Y)[] stroke)
    {
        var points = new (double X, double Y)[stroke.Length];
        for (var i = 0; i < points.Length; i++)
        {
            // A corner is one point given twice: both stay together.
            points[i] = i > 0 && stroke[i] == stroke[i - 1]
                ? points[i - 1]
                : ((stroke[i].X - 50) * BoxWidth / 100 + style.Jitter * random.NextGaussian(),
                        (stroke[i].Y - 50) * BoxHeight / 100 + style.Jitter * random.NextGaussian());
        }

        return points;
    }

    private PenPoint Distort(double x, double y, double width, int size)
    {
        var (moveX, moveY) = field.At(x / BoxHeight + 0.5, y / BoxHeight + 0.5);
        var (bentX, bentY) = (x + moveX, y + moveY);
        var middle = size / 2.0;
        return new PenPoint((float)(middle + shiftX + xx * bentX + xy * bentY), (float)(middle + shiftY + yx * bentX + yy * bentY), (float)width);
    }

    private double Symmetric(double most) => random.NextDouble(-most, most);
}
