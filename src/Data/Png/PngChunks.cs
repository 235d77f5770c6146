using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Png;

/// <summary>What decides the pixels of a PNG file: its header, palette (3 bytes per colour), transparency and compressed rows. Other chunks are
/// skipped.</summary>
internal sealed class PngChunks
{
    private readonly string name;
    private PngHeader? header;

    /// <summary>Reads the chunks up to IEND; their checksums, order and sizes are checked.</summary>
    public PngChunks(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        this.name = name;
        var reader = new PngChunkReader(file, name);
        for (var previous = ""; previous != "IEND"; previous = reader.Type)
        {
            reader.MoveNext();
            if (header is null && reader.Type != "IHDR")
            {
                throw new InputException($"{name}: the first chunk is {reader.Type}, but IHDR is expected.");
            }

            Accept(reader, previous, limits);
        }

        if (Data.Length == 0)
        {
            throw new InputException($"{name} has no picture: there is no chunk IDAT, or it is empty.");
        }

        if (Header.Colour == PngColour.Palette && Palette.Length == 0)
        {
            throw new InputException($"{name}: its pixels are indices into a palette, but there is no chunk PLTE.");
        }
    }

    /// <summary>The header.</summary>
    public PngHeader Header => header!;

    /// <summary>Red, green and blue of each colour of the palette; empty where there is none.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>The content of chunk tRNS: opacities of the palette's colours, or the samples of the one transparent colour (2 bytes each); empty
    /// where there is none.</summary>
    public byte[] Transparency { get; private set; } = [];

    /// <summary>The zlib stream of the filtered rows: the contents of all chunks IDAT.</summary>
    public MemoryStream Data { get; } = new();

    private void Accept(in PngChunkReader chunk, string previous, ImageLimits limits)
    {
        switch (chunk.Type)
        {
            case "IHDR" when header is null:
                header = PngHeader.Parse(chunk.Content, name, limits);
                break;
            case "PLTE" when Data.Length == 0 && Palette.Length == 0:
                Palette = CheckedPalette(chunk.Content);
                break;
            case "tRNS" when Data.Length == 0:
                Transparency = CheckedTransparency(chunk.Content);
                break;
            case "IDAT" when Data.Length == 0 || previous == "IDAT":
                Data.Write(chunk.Content);
                break;
            case "IEND":
                break;
            case "IHDR" or "PLTE" or "tRNS" or "IDAT":
                throw new InputException($"{name}: chunk {chunk.Type} stands a second time or too late, after {previous}.");
            default:
                if (!chunk.IsAncillary)
                {
                    throw new InputException($"{name}: chunk {chunk.Type} is marked as necessary, but is not one of PNG's.");
                }

                break;
        }
    }

    private byte[] CheckedPalette(ReadOnlySpan<byte> content)
    {
        var most = Header.Colour == PngColour.Palette ? 1 << Header.Depth : 256;
        return content.Length % 3 == 0 && content.Length >= 3 && content.Length <= 3 * most
            ? content.ToArray()
            : throw new InputException($"{name}: chunk PLTE has {content.Length} bytes, but 3 for each of 1 to {most} colours are expected.");
    }

    private byte[] CheckedTransparency(ReadOnlySpan<byte> content)
    {
        var (least, most) = Header.Colour switch
        {
            PngColour.Grey => (2, 2),
            PngColour.Rgb => (6, 6),
            PngColour.Palette => (1, Palette.Length / 3),
            _ => (0, 0),
        };
        return content.Length >= least && content.Length <= most
            ? content.ToArray()
            : throw new InputException(
                $"{name}: chunk tRNS has {content.Length} bytes, but {(least == most ? least : $"{least} to {most}")} are expected here.");
    }
}
