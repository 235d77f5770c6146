namespace QXai.Numerics.Imaging;

/// <summary>A picture of 8-bit red, green and blue samples: rows from top to bottom, pixels from left to right, three bytes each.</summary>
public sealed class RgbImage
{
    /// <summary>A black picture.</summary>
    public RgbImage(int width, int height)
        : this(width, height, new byte[checked(width * height * 3)])
    {
    }

    /// <summary>A picture over existing samples, which are not copied.</summary>
    public RgbImage(int width, int height, byte[] pixels)
    {
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * 3)
        {
            throw new ShapeException($"RgbImage: {width} x {height} pixels need {(long)width * height * 3} samples, but {pixels.Length} were given.");
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The samples: R, G, B of pixel (x, y) stand at 3 * (y * Width + x).</summary>
    public byte[] Pixels { get; }

    /// <summary>One pixel.</summary>
    public (byte R, byte G, byte B) this[int x, int y]
    {
        get
        {
            var at = 3 * (y * Width + x);
            return (Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }

        set
        {
            var at = 3 * (y * Width + x);
            (Pixels[at], Pixels[at + 1], Pixels[at + 2]) = value;
        }
    }
}
