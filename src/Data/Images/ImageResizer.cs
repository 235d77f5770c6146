using System.Globalization;
using System.Numerics;
using QXai.Numerics;

namespace QXai.Data.Images;

/// <summary>
/// Changes the size of pictures by a separable filter: out(X, Y) = sum_y v_Y(y) sum_x w_X(x) in(x, y), rows first, with the weights of
/// <see cref="ResizeFilter"/>. Where a picture is not opaque, colours are weighted by their opacity, so that what is invisible does not bleed into
/// what is visible.
/// </summary>
public static class ImageResizer
{
    /// <summary>The whole picture in another size, without regard to its proportions.</summary>
    public static Image Resize(Image image, int width, int height, ResizeFilter filter = ResizeFilter.Triangle) =>
        Resize(image, PixelBox.Of(image), width, height, filter);

    /// <summary>
    /// A part of the picture in another size. Throws <see cref="ArgumentException"/> where the part is empty or not inside the picture,
    /// <see cref="ShapeException"/> where the size is not positive.
    /// </summary>
    public static Image Resize(Image image, PixelBox part, int width, int height, ResizeFilter filter = ResizeFilter.Triangle)
    {
        if (width < 1 || height < 1)
        {
            throw new ShapeException($"Resize: {width} x {height} pixels are no picture.");
        }

        var isInside = part.X >= 0 && part.X + part.Width <= image.Width + 1e-9 && part.Y >= 0 && part.Y + part.Height <= image.Height + 1e-9;
        if (!(part.Width > 0 && part.Height > 0 && isInside))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Resize: the part of {part.Width} x {part.Height} pixels at ({part.X}, {part.Y}) "
                + $"is not inside the picture of {image.Width} x {image.Height}."));
        }

        var columns = new FilterTaps(filter, image.Width, part.X, part.Width, width);
        var rows = new FilterTaps(filter, image.Height, part.Y, part.Height, height);
        var (firstRow, endRow) = (rows.First(0), rows.First(height - 1) + rows.Weights(height - 1).Length);
        var narrowed = NarrowRows(image, columns, width, firstRow, endRow);
        return new Image(width, height, MixRows(narrowed, rows, width, height, firstRow), image.Source, image.SourceDepth);
    }

    /// <summary>The rows [firstRow, endRow) with their columns filtered: R, G, B and A per pixel, colours times opacity.</summary>
    private static Vector4[] NarrowRows(Image image, FilterTaps columns, int width, int firstRow, int endRow)
    {
        var row = new Vector4[image.Width];
        var narrowed = new Vector4[checked((endRow - firstRow) * width)];
        for (var y = firstRow; y < endRow; y++)
        {
            Load(image.Rgba.AsSpan(4 * y * image.Width, 4 * image.Width), row);
            for (var x = 0; x < width; x++)
            {
                narrowed[(y - firstRow) * width + x] = Mix(columns.Weights(x), row.AsSpan(columns.First(x)), 1);
            }
        }

        return narrowed;
    }

    private static byte[] MixRows(Vector4[] narrowed, FilterTaps rows, int width, int height, int firstRow)
    {
        var rgba = new byte[checked(4 * width * height)];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                Store(Mix(rows.Weights(y), narrowed.AsSpan((rows.First(y) - firstRow) * width + x), width), rgba.AsSpan(4 * (y * width + x), 4));
            }
        }

        return rgba;
    }

    private static Vector4 Mix(ReadOnlySpan<float> weights, ReadOnlySpan<Vector4> pixels, int step)
    {
        var sum = Vector4.Zero;
        for (var (i, at) = (0, 0); i < weights.Length; i++, at += step)
        {
            sum += weights[i] * pixels[at];
        }

        return sum;
    }

    private static void Load(ReadOnlySpan<byte> rgba, Span<Vector4> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var (r, g, b, a) = (rgba[4 * x], rgba[4 * x + 1], rgba[4 * x + 2], rgba[4 * x + 3]);
            row[x] = a == 255 ? new Vector4(r, g, b, 255) : new Vector4(new Vector3(r, g, b) * (a / 255f), a);
        }
    }

    private static void Store(Vector4 pixel, Span<byte> rgba)
    {
        var opacity = Math.Clamp(pixel.W, 0, 255);
        if (opacity < 0.5f)
        {
            rgba.Clear();
            return;
        }

        // The weights of opaque pixels add up to 255 but for rounding: dividing would only add another rounding.
        var colour = Vector4.Clamp(opacity > 254.99f ? pixel : pixel * (255 / opacity), Vector4.Zero, new Vector4(255)) + new Vector4(0.5f);
        (rgba[0], rgba[1], rgba[2], rgba[3]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z, (byte)(opacity + 0.5f));
    }
}
