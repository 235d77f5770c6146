using QXai.Numerics;
using QXai.Numerics.Imaging;

namespace QXai.Data.Images;

/// <summary>
/// A decoded picture: 8-bit red, green, blue and opacity (255 is opaque), rows from top to bottom, four bytes per pixel, colours not premultiplied;
/// and how the file stored it.
/// </summary>
public sealed class Image
{
    /// <summary>A picture over existing samples, which are not copied. Throws <see cref="ShapeException"/> where their number is not 4 x width x
    /// height.</summary>
    public Image(int width, int height, byte[] rgba, ColourModel source = ColourModel.Rgba, int sourceDepth = 8)
    {
        if (width < 1 || height < 1 || rgba.Length != (long)width * height * 4)
        {
            throw new ShapeException($"Image: {width} x {height} pixels need {(long)width * height * 4} samples, but {rgba.Length} were given.");
        }

        (Width, Height, Rgba, Source, SourceDepth) = (width, height, rgba, source, sourceDepth);
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The samples: R, G, B, A of pixel (x, y) stand at 4 * (y * Width + x).</summary>
    public byte[] Rgba { get; }

    /// <summary>How the file stored its colours.</summary>
    public ColourModel Source { get; }

    /// <summary>Bits per sample (per index for a palette) in the file.</summary>
    public int SourceDepth { get; }

    /// <summary>The opaque picture of the same pixels.</summary>
    public static Image From(RgbImage image)
    {
        var rgba = new byte[checked(4 * image.Width * image.Height)];
        for (var (from, to) = (0, 0); to < rgba.Length; from += 3, to += 4)
        {
            image.Pixels.AsSpan(from, 3).CopyTo(rgba.AsSpan(to));
            rgba[to + 3] = 255;
        }

        return new Image(image.Width, image.Height, rgba, ColourModel.Rgb);
    }

    /// <summary>
    /// The picture of byte planes [C, H, W] with C = 1 (grey) or 3 (red, green, blue): the inverse of <see cref="ToPlanes"/>. Throws
    /// <see cref="ShapeException"/> for other numbers.
    /// </summary>
    public static Image FromPlanes(int channels, int height, int width, ReadOnlySpan<byte> planes)
    {
        CheckChannels(channels);
        var plane = width * height;
        if (planes.Length != (long)channels * height * width)
        {
            throw new ShapeException(
                $"Image: planes [{channels}, {height}, {width}] need {(long)channels * height * width} bytes, but {planes.Length} were given.");
        }

        var rgba = new byte[checked(4 * plane)];
        for (var i = 0; i < plane; i++)
        {
            rgba[4 * i] = planes[i];
            rgba[4 * i + 1] = planes[channels == 3 ? plane + i : i];
            rgba[4 * i + 2] = planes[channels == 3 ? 2 * plane + i : i];
            rgba[4 * i + 3] = 255;
        }

        return new Image(width, height, rgba, channels == 3 ? ColourModel.Rgb : ColourModel.Grey);
    }

    /// <summary>The picture laid over a background of the given grey (white unless told otherwise): out = (v * a + background * (255 - a)) / 255,
    /// rounded.</summary>
    public RgbImage ToRgb(byte background = 255)
    {
        var rgb = new byte[checked(3 * Width * Height)];
        for (var (from, to) = (0, 0); to < rgb.Length; from += 4, to += 3)
        {
            var opacity = Rgba[from + 3];
            rgb[to] = Over(Rgba[from], opacity, background);
            rgb[to + 1] = Over(Rgba[from + 1], opacity, background);
            rgb[to + 2] = Over(Rgba[from + 2], opacity, background);
        }

        return new RgbImage(Width, Height, rgb);
    }

    /// <summary>
    /// Byte planes [C, H, W] over the background: red, green and blue for C = 3; for C = 1 the luma of ITU-R BT.601, Y = 0.299 R + 0.587 G + 0.114 B,
    /// rounded (exact for grey).
    /// Throws <see cref="ShapeException"/> for other numbers of channels.
    /// </summary>
    public byte[] ToPlanes(int channels, byte background = 255)
    {
        CheckChannels(channels);
        var plane = Width * Height;
        var planes = new byte[checked(channels * plane)];
        for (var i = 0; i < plane; i++)
        {
            var opacity = Rgba[4 * i + 3];
            var (r, g, b) = (Over(Rgba[4 * i], opacity, background), Over(Rgba[4 * i + 1], opacity, background), Over(Rgba[4 * i + 2], opacity, background));
            if (channels == 1)
            {
                planes[i] = Luma(r, g, b);
            }
            else
            {
                (planes[i], planes[plane + i], planes[2 * plane + i]) = (r, g, b);
            }
        }

        return planes;
    }

    /// <summary>Y = 0.299 R + 0.587 G + 0.114 B in 16 fractional bits, rounded; the weights add up to 65536, so that grey stays what it is.</summary>
    internal static byte Luma(byte r, byte g, byte b) => (byte)((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);

    private static byte Over(byte value, byte opacity, byte background) =>
        opacity == 255 ? value : (byte)((value * opacity + background * (255 - opacity) + 127) / 255);

    private static void CheckChannels(int channels)
    {
        if (channels is not (1 or 3))
        {
            throw new ShapeException($"Image: {channels} channels are not possible; pictures have 1 (grey) or 3 (red, green, blue).");
        }
    }
}
