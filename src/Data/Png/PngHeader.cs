using System.Buffers.Binary;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Png;

/// <summary>The IHDR chunk: size, bits per sample, meaning of the samples and whether the rows come in Adam7's seven passes.</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour, bool Interlaced)
{
    /// <summary>Samples per pixel.</summary>
    public int Samples => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GreyAlpha => 2,
        PngColour.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bits per pixel.</summary>
    public int BitsPerPixel => Samples * Depth;

    /// <summary>Distance in bytes to the pixel on the left, as filters see it: at least 1.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without the byte that names its filter.</summary>
    public int RowLength(int width) => (int)(((long)width * BitsPerPixel + 7) / 8);

    /// <summary>How an <see cref="Image"/> names the colours.</summary>
    public ColourModel Model => Colour switch
    {
        PngColour.Rgb => ColourModel.Rgb,
        PngColour.Palette => ColourModel.Palette,
        PngColour.GreyAlpha => ColourModel.GreyAlpha,
        PngColour.Rgba => ColourModel.Rgba,
        _ => ColourModel.Grey,
    };

    /// <summary>Reads and checks the chunk's 13 bytes.</summary>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string name, ImageLimits limits)
    {
        if (data.Length != 13)
        {
            throw new InputException($"{name}: chunk IHDR has {data.Length} bytes, but 13 are expected.");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw new InputException($"{name}: the picture is declared as {width} x {height} pixels, but each side has 1 to {int.MaxValue}.");
        }

        var most = Math.Min(limits.MaxPixels, Array.MaxLength / 4);
        if ((long)width * height > most)
        {
            throw new InputException($"{name}: the picture is declared as {width} x {height} pixels, but at most {most} pixels are allowed.");
        }

        var (depth, colour) = (data[8], (PngColour)data[9]);
        if (!Allows(colour, depth))
        {
            throw new InputException($"{name}: colour type {data[9]} with {depth} bits per sample does not exist in PNG.");
        }

        return data is [.., 0, 0, 0 or 1]
            ? new PngHeader((int)width, (int)height, depth, colour, data[12] == 1)
            : throw new InputException(
                $"{name}: compression {data[10]}, filter method {data[11]} and interlacing {data[12]} are declared, "
                + "but only 0, 0 and 0 or 1 exist in PNG.");
    }

    private static bool Allows(PngColour colour, int depth) => colour switch
    {
        PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColour.Palette => depth is 1 or 2 or 4 or 8,
        PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
        _ => false,
    };
}
