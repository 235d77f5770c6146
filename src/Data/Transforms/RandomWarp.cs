using QXai.Numerics.Random;

namespace QXai.Data.Transforms;

/// <summary>
/// One draw of a random map from the pixels of the output to places in the source: q = c + M R(-angle) (p + field(p) - shift - c) / scale, with the
/// centre c and M mirroring x or not.
/// Keeps its memory from draw to draw.
/// </summary>
internal sealed class RandomWarp
{
    private readonly SeededRandom random = new(0);
    private readonly SmoothField field = new();
    private double[] placesX = [];
    private double[] placesY = [];
    private int width, height;
    private double cos, sin;
    private bool bends;

    /// <summary>Whole pixels by which the picture moves to the right and down.</summary>
    public (int X, int Y) Shift { get; private set; }

    /// <summary>Whether the picture is mirrored left to right.</summary>
    public bool Mirror { get; private set; }

    /// <summary>Draws a map for pictures of the given size.</summary>
    public void Draw(AugmentOptions options, ulong seed, int pictureWidth, int pictureHeight)
    {
        random.Reseed(seed);
        (width, height) = (pictureWidth, pictureHeight);
        Shift = (random.NextInt(2 * options.Shift + 1) - options.Shift, random.NextInt(2 * options.Shift + 1) - options.Shift);
        Mirror = random.NextInt(2) == 1 && options.Mirror;
        var angle = random.NextDouble(-options.Rotation, options.Rotation) * Math.PI / 180;
        var scale = 1 + random.NextDouble(-options.Scale, options.Scale);
        (cos, sin) = (Math.Cos(angle) / scale, -Math.Sin(angle) / scale);
        bends = options.Elastic > 0;
        if (bends)
        {
            field.Draw(options.Elastic, random);
        }

        if (placesX.Length < width)
        {
            (placesX, placesY) = (new double[width], new double[width]);
        }
    }

    /// <summary>Computes the places of row <paramref name="y"/> of the output, kept inside the picture, which <see cref="PlacesX"/> and
    /// <see cref="PlacesY"/> then hold.</summary>
    public void PlaceRow(int y)
    {
        var (xs, ys) = (placesX, placesY);
        if (bends)
        {
            field.Row((y + 0.5) / height, xs.AsSpan(0, width), ys.AsSpan(0, width));
        }
        else
        {
            xs.AsSpan().Clear();
            ys.AsSpan().Clear();
        }

        var (middleX, middleY, side) = ((width - 1) / 2.0, (height - 1) / 2.0, Mirror ? -1 : 1);
        var (lastX, lastY) = (width - 1.0, height - 1.0);
        for (var x = 0; x < width; x++)
        {
            var (fromX, fromY) = (x + xs[x] - Shift.X - middleX, y + ys[x] - Shift.Y - middleY);
            xs[x] = Math.Min(Math.Max(middleX + side * (cos * fromX - sin * fromY), 0), lastX);
            ys[x] = Math.Min(Math.Max(middleY + sin * fromX + cos * fromY, 0), lastY);
        }
    }

    /// <summary>Columns of the source, in [0, width - 1].</summary>
    public ReadOnlySpan<double> PlacesX => placesX.AsSpan(0, width);

    /// <summary>Rows of the source, in [0, height - 1].</summary>
    public ReadOnlySpan<double> PlacesY => placesY.AsSpan(0, width);
}
