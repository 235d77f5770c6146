using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>Larger pictures of small images: square blocks that show every pixel as it is, or smooth interpolation.</summary>
public static class Enlarge
{
    /// <summary>Every pixel becomes a block of factor x factor pixels.</summary>
    public static RgbImage Nearest(RgbImage image, int factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var result = new RgbImage(image.Width * factor, image.Height * factor);
        for (var y = 0; y < result.Height; y++)
        {
            for (var x = 0; x < result.Width; x++)
            {
                result[x, y] = image[x / factor, y / factor];
            }
        }

        return result;
    }

    /// <summary>
    /// The picture at another size, each sample interpolated bilinearly between the four nearest; pixels are areas, so the outer edges coincide.
    /// </summary>
    public static RgbImage Bilinear(RgbImage image, int width, int height)
    {
        var result = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            var (top, bottom, down) = Neighbours(y, height, image.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right, across) = Neighbours(x, width, image.Width);
                Rgb upper = ((Rgb)image[left, top]).Mix(image[right, top], across);
                Rgb lower = ((Rgb)image[left, bottom]).Mix(image[right, bottom], across);
                result[x, y] = upper.Mix(lower, down);
            }
        }

        return result;
    }

    /// <summary>
    /// The two samples of an axis of <paramref name="from"/> samples between which sample <paramref name="at"/> of <paramref name="to"/> lies, and
    /// how far on: its centre is at (at + 1/2) from / to - 1/2.
    /// </summary>
    internal static (int Below, int Above, double Share) Neighbours(int at, int to, int from)
    {
        var position = Math.Clamp((at + 0.5) * from / to - 0.5, 0, from - 1);
        var below = (int)position;
        return (below, Math.Min(below + 1, from - 1), position - below);
    }
}
