using System.Buffers.Binary;
using QXai.Numerics;

namespace QXai.Data.Png;

/// <summary>
/// Turns restored rows into RGBA bytes: samples of n &lt; 8 bits become v * 255 / (2^n - 1), samples of 16 bits keep their upper byte, palette and
/// transparency are applied, the latter at the depth of the file.
/// </summary>
internal sealed class PngPixels(PngChunks png, string name)
{
    private readonly int depth = png.Header.Depth;
    private readonly int samples = png.Header.Samples;
    private readonly int[] transparent = TransparentColour(png);
    private readonly byte[] colours = png.Header.Colour == PngColour.Palette ? Colours(png) : [];

    /// <summary>Writes the pixels of a row of a pass to their places in <paramref name="rgba"/>: the first at <paramref name="at"/>, the next each
    /// <paramref name="step"/> bytes on.</summary>
    public void Unpack(ReadOnlySpan<byte> row, int width, Span<byte> rgba, int at, int step)
    {
        for (var x = 0; x < width; x++, at += step)
        {
            var pixel = rgba.Slice(at, 4);
            switch (png.Header.Colour)
            {
                case PngColour.Palette:
                    Lookup(Sample(row, x), pixel);
                    break;
                case PngColour.Grey:
                    var grey = Sample(row, x);
                    pixel[..3].Fill(ToByte(grey));
                    pixel[3] = transparent is [var g] && grey == g ? (byte)0 : (byte)255;
                    break;
                case PngColour.GreyAlpha:
                    pixel[..3].Fill(ToByte(Sample(row, 2 * x)));
                    pixel[3] = ToByte(Sample(row, 2 * x + 1));
                    break;
                default:
                    var (red, green, blue) = (Sample(row, samples * x), Sample(row, samples * x + 1), Sample(row, samples * x + 2));
                    (pixel[0], pixel[1], pixel[2]) = (ToByte(red), ToByte(green), ToByte(blue));
                    pixel[3] = samples == 4 ? ToByte(Sample(row, 4 * x + 3))
                        : transparent is [var r, var m, var b] && (red, green, blue) == (r, m, b) ? (byte)0
                        : (byte)255;
                    break;
            }
        }
    }

    private static int[] TransparentColour(PngChunks png)
    {
        if (png.Header.Colour == PngColour.Palette)
        {
            return [];
        }

        var samples = new int[png.Transparency.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadUInt16BigEndian(png.Transparency.AsSpan(2 * i));
        }

        return samples;
    }

    private static byte[] Colours(PngChunks png)
    {
        var colours = new byte[png.Palette.Length / 3 * 4];
        for (var i = 0; i < colours.Length / 4; i++)
        {
            png.Palette.AsSpan(3 * i, 3).CopyTo(colours.AsSpan(4 * i));
            colours[4 * i + 3] = i < png.Transparency.Length ? png.Transparency[i] : (byte)255;
        }

        return colours;
    }

    private void Lookup(int index, Span<byte> pixel)
    {
        if (4 * index >= colours.Length)
        {
            throw new InputException($"{name}: a pixel has colour {index} of the palette, which has the colours 0 to {colours.Length / 4 - 1}.");
        }

        colours.AsSpan(4 * index, 4).CopyTo(pixel);
    }

    private int Sample(ReadOnlySpan<byte> row, int position) => depth switch
    {
        8 => row[position],
        16 => row[2 * position] << 8 | row[2 * position + 1],
        _ => (row[position * depth >> 3] >> (8 - depth - (position * depth & 7))) & ((1 << depth) - 1),
    };

    private byte ToByte(int sample) => depth switch
    {
        8 => (byte)sample,
        16 => (byte)(sample >> 8),
        _ => (byte)(sample * 255 / ((1 << depth) - 1)),
    };
}
