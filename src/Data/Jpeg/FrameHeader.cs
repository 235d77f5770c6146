using System.Buffers.Binary;
using System.Collections.Immutable;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// The frame header (ITU-T T.81 B.2.2): size, coding and components. An MCU, the unit in which scans of several components advance, is 8 hmax x 8
/// vmax pixels.
/// </summary>
internal sealed class FrameHeader
{
    private FrameHeader(bool isProgressive, int width, int height, ImmutableArray<FrameComponent> components)
    {
        (IsProgressive, Width, Height, Components) = (isProgressive, width, height, components);
        HorizontalMost = components.Max(component => component.Horizontal);
        VerticalMost = components.Max(component => component.Vertical);
    }

    public bool IsProgressive { get; }

    public int Width { get; }

    public int Height { get; }

    public ImmutableArray<FrameComponent> Components { get; }

    /// <summary>The largest sampling factor hmax.</summary>
    public int HorizontalMost { get; }

    /// <summary>The largest sampling factor vmax.</summary>
    public int VerticalMost { get; }

    public int McusWide => (Width + 8 * HorizontalMost - 1) / (8 * HorizontalMost);

    public int McusHigh => (Height + 8 * VerticalMost - 1) / (8 * VerticalMost);

    /// <summary>
    /// The header in the payload of marker <paramref name="marker"/>. Throws <see cref="InputException"/> for codings other than 8-bit Huffman, by
    /// name, and for impossible values.
    /// <paramref name="lines"/> replaces a height of 0 (the DNL marker).
    /// </summary>
    public static FrameHeader Parse(int marker, ReadOnlySpan<byte> payload, int lines, string name)
    {
        CheckCoding(marker, name);
        if (payload.Length < 6 || payload.Length != 6 + 3 * payload[5])
        {
            throw new InputException($"{name}: the frame header has {payload.Length} bytes, which does not fit its number of components.");
        }

        var (height, width, count) = (BinaryPrimitives.ReadUInt16BigEndian(payload[1..]), BinaryPrimitives.ReadUInt16BigEndian(payload[3..]), payload[5]);
        if (payload[0] != 8)
        {
            throw new InputException($"{name}: JPEG with {payload[0]} bits per sample is not supported; 8 are.");
        }

        if (count is not (1 or 3 or 4))
        {
            throw new InputException($"{name}: JPEG with {count} components is not supported; 1 (grey), 3 (YCbCr, RGB) and 4 (CMYK, YCCK) are.");
        }

        if (width == 0 || (height == 0 && lines == 0))
        {
            throw new InputException($"{name}: the frame header announces a picture of {width} x {height} pixels.");
        }

        return new FrameHeader(marker == JpegMarker.StartOfFrame0 + 2, width, height == 0 ? lines : height, ParseComponents(payload[6..], name));
    }

    private static ImmutableArray<FrameComponent> ParseComponents(ReadOnlySpan<byte> payload, string name)
    {
        var components = ImmutableArray.CreateBuilder<FrameComponent>(payload.Length / 3);
        for (; payload.Length > 0; payload = payload[3..])
        {
            var (identifier, horizontal, vertical, table) = (payload[0], payload[1] >> 4, payload[1] & 15, payload[2]);
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4 || table > 3)
            {
                throw new InputException(
                    $"{name}: component {identifier} has sampling factors {horizontal} x {vertical} and quantisation table {table}; "
                    + "1 to 4 and tables 0 to 3 are possible.");
            }

            components.Add(new FrameComponent(identifier, horizontal, vertical, table));
        }

        return components.MoveToImmutable();
    }

    private static void CheckCoding(int marker, string name)
    {
        var type = marker - JpegMarker.StartOfFrame0;
        var coding = type switch
        {
            0 or 1 or 2 => null,
            3 => "lossless JPEG",
            5 or 6 or 7 => "hierarchical JPEG",
            9 or 10 => "JPEG with arithmetic coding",
            11 => "lossless JPEG with arithmetic coding",
            _ => "hierarchical JPEG with arithmetic coding",
        };
        if (coding is not null)
        {
            throw new InputException(
                $"{name}: {coding} (SOF{type}) is not supported; baseline, extended and progressive Huffman coding are (SOF0, SOF1, SOF2).");
        }
    }
}
