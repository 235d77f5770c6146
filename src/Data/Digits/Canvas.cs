using QXai.Numerics.Random;

namespace QXai.Data.Digits;

/// <summary>
/// A square grid of ink: coverage 0..1 per pixel. A line covers a pixel by clamp(radius - distance + 1/2, 0, 1), its distance measured from the
/// pixel's centre, which is the area covered by a straight edge up to a few per cent; where lines meet, the larger coverage counts.
/// </summary>
internal sealed class Canvas(int size)
{
    /// <summary>The ink, row by row.</summary>
    public float[] Ink { get; } = new float[size * size];

    /// <summary>Draws a polyline with round ends.</summary>
    public void Draw(List<PenPoint> line)
    {
        for (var i = 1; i < line.Count; i++)
        {
            DrawSegment(line[i - 1], line[i]);
        }
    }

    /// <summary>Convolves with the Gaussian of the given deviation, cut at two pixels, whose weights add up to one.</summary>
    public void Blur(double deviation)
    {
        if (deviation < 0.05)
        {
            return;
        }

        var (near, far) = ((float)Math.Exp(-0.5 / (deviation * deviation)), (float)Math.Exp(-2 / (deviation * deviation)));
        var total = 1 + 2 * near + 2 * far;
        var between = new float[Ink.Length];
        Smooth(Ink, between, 1 / total, near / total, far / total, alongRows: true);
        Smooth(between, Ink, 1 / total, near / total, far / total, alongRows: false);
    }

    /// <summary>The picture: ink times its strength, plus normal noise, as bytes.</summary>
    public void Develop(double strength, double noise, SeededRandom random, Span<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var intensity = strength * Ink[i] + (noise > 0 ? noise * random.NextGaussian() : 0);
            pixels[i] = (byte)(255 * Math.Clamp(intensity, 0, 1) + 0.5);
        }
    }

    private void DrawSegment(PenPoint a, PenPoint b)
    {
        var reach = Math.Max(a.Radius, b.Radius) + 0.5f;
        var (left, right) = (First(Math.Min(a.X, b.X) - reach), Last(Math.Max(a.X, b.X) + reach));
        var (top, bottom) = (First(Math.Min(a.Y, b.Y) - reach), Last(Math.Max(a.Y, b.Y) + reach));
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var square = dx * dx + dy * dy;
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (x, y) = (column + 0.5f - a.X, row + 0.5f - a.Y);
                var t = square > 0 ? Math.Clamp((x * dx + y * dy) / square, 0, 1) : 0;
                var (offX, offY) = (x - t * dx, y - t * dy);
                var coverage = a.Radius + t * (b.Radius - a.Radius) + 0.5f - MathF.Sqrt(offX * offX + offY * offY);
                ref var ink = ref Ink[row * size + column];
                ink = Math.Max(ink, Math.Min(coverage, 1));
            }
        }
    }

    private void Smooth(float[] source, float[] target, float middle, float near, float far, bool alongRows)
    {
        var step = alongRows ? 1 : size;
        for (var i = 0; i < source.Length; i++)
        {
            var place = alongRows ? i % size : i / size;
            float At(int offset) => place + offset >= 0 && place + offset < size ? source[i + offset * step] : 0;
            target[i] = middle * source[i] + near * (At(-1) + At(1)) + far * (At(-2) + At(2));
        }
    }

    private static int First(float edge) => Math.Max((int)MathF.Floor(edge), 0);

    private int Last(float edge) => Math.Min((int)MathF.Ceiling(edge), size - 1);
}
