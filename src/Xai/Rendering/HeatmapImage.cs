using QXai.Numerics;
using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>Pictures of relevance maps. The map is read, never changed; the scale says what the colours mean.</summary>
public static class HeatmapImage
{
    /// <summary>One pixel per entry of a map of shape [H, W], in the colours of <paramref name="colors"/>.</summary>
    public static RgbImage Render(Tensor<double> map, ColorMap colors, DisplayScale scale)
    {
        var (height, width) = Extents(map, "HeatmapImage");
        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = colors[scale.Position(map[y, x])];
            }
        }

        return image;
    }

    /// <summary>
    /// The map's colours over a photograph of the same size: (1 - a) photograph + a colour. The opacity a is <paramref name="opacity"/> everywhere,
    /// or, when
    /// <paramref name="fade"/> is set, grows with the strength of the relevance, so that what does not matter stays as it was photographed.
    /// </summary>
    public static RgbImage Overlay(
        RgbImage photograph, Tensor<double> map, ColorMap colors, DisplayScale scale, double opacity = 0.5, bool fade = false)
    {
        var (height, width) = Extents(map, "Overlay");
        if (photograph.Width != width || photograph.Height != height)
        {
            throw new ShapeException(
                $"Overlay: the photograph has {photograph.Width} x {photograph.Height} pixels, but the map has {width} x {height}; enlarge the map first.");
        }

        if (opacity is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(opacity), FormattableString.Invariant($"Overlay: the opacity {opacity} is not in [0, 1]."));
        }

        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var position = scale.Position(map[y, x]);
                var strength = !fade ? 1 : colors.Diverging ? Math.Abs(2 * position - 1) : position;
                image[x, y] = ((Rgb)photograph[x, y]).Mix(colors[position], opacity * strength);
            }
        }

        return image;
    }

    private static (int Height, int Width) Extents(Tensor<double> map, string op) =>
        map.Shape.Rank == 2
            ? (map.Shape[0], map.Shape[1])
            : throw new ShapeException($"{op}: the map has shape {map.Shape}, but a picture needs [H, W].");
}
