using System.Buffers.Binary;
using QXai.Data.Images;
using QXai.Data.Jpeg.Kernels;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// Goes through the markers of one file and decodes its frame. What a file announces is checked against the limits and against its own length before
/// memory is taken, and the blocks that all scans visit together are bounded, so that no file costs more than its size can explain.
/// </summary>
internal ref struct JpegDecoder(ReadOnlySpan<byte> file, string name, ImageLimits limits)
{
    /// <summary>Scans over the whole picture that a file may have beyond the free ones; thorough encoders need about ten.</summary>
    private const int MostVisitsPerBlock = 64;
    private const long FreeVisits = 1 << 20;

    private readonly ReadOnlySpan<byte> file = file;
    private MarkerReader markers = new(file, name);
    private readonly QuantizationTables quantization = new();
    private readonly HuffmanTables huffman = new();
    private readonly JpegWarnings warnings = new();
    private readonly EntropySegment segment = new();
    private FrameHeader? frame;
    private int restartInterval;
    private int scans;
    private long visits;
    private bool isJfif;
    private int adobeTransform = -1;
    private Orientation? orientation;

    /// <summary>The picture, or an <see cref="InputException"/> that says what prevents one.</summary>
    public JpegPicture Decode()
    {
        try
        {
            ReadMarkers();
            var header = frame ?? throw new InputException($"{name} holds no JPEG picture: it has no frame header.");
            if (scans == 0)
            {
                throw new InputException($"{name} holds no JPEG picture: it has a frame header, but no scan.");
            }

            Finish(header);
            var encoding = Encoding(header);
            var pixels = PixelWriter.Write(header, encoding, inksAreInverted: adobeTransform >= 0);
            var model = encoding switch
            {
                ColourEncoding.Grey => ColourModel.Grey,
                ColourEncoding.YCbCr => ColourModel.YCbCr,
                ColourEncoding.Rgb => ColourModel.Rgb,
                _ => ColourModel.Cmyk,
            };
            return new JpegPicture(new Image(header.Width, header.Height, pixels, model), orientation ?? Orientation.Upright, warnings.ToArray());
        }
        finally
        {
            segment.Dispose();
            foreach (var component in frame?.Components ?? [])
            {
                component.Dispose();
            }
        }
    }

    private void ReadMarkers()
    {
        while (true)
        {
            var marker = markers.Next(warnings);
            if (marker == JpegMarker.EndOfImage)
            {
                return;
            }

            if (marker < 0 || (scans > 0 && markers.IsCutShort(marker)))
            {
                warnings.Add("the file ends without an end-of-image marker");
                return;
            }

            if (MarkerReader.HasPayload(marker))
            {
                Handle(marker, markers.Payload(marker));
            }
        }
    }

    private void Handle(int marker, ReadOnlySpan<byte> payload)
    {
        switch (marker)
        {
            case JpegMarker.DefineQuantizationTables:
                quantization.Define(payload, name);
                break;
            case JpegMarker.DefineHuffmanTables:
                huffman.Define(payload, name);
                break;
            case JpegMarker.DefineRestartInterval:
                restartInterval = payload.Length == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(payload)
                    : throw new InputException($"{name}: the restart interval has {payload.Length} bytes; 2 are expected.");
                break;
            case JpegMarker.Application0:
                isJfif |= payload.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.Application1:
                orientation ??= ExifOrientation.Find(payload);
                break;
            case JpegMarker.Application14 when payload.Length >= 12 && payload.StartsWith("Adobe"u8):
                adobeTransform = payload[11];
                break;
            case JpegMarker.StartOfScan:
                ReadScan(payload);
                break;
            default:
                if (JpegMarker.IsStartOfFrame(marker))
                {
                    ReadFrame(marker, payload);
                }

                break;
        }
    }

    private void ReadFrame(int marker, ReadOnlySpan<byte> payload)
    {
        if (frame is not null)
        {
            throw new InputException($"{name} has two frame headers.");
        }

        var header = FrameHeader.Parse(marker, payload, payload is [_, 0, 0, ..] ? FindLines() : 0, name);
        var most = Math.Min(limits.MaxPixels, Array.MaxLength / 4);
        if ((long)header.Width * header.Height > most)
        {
            throw new InputException($"{name} announces {header.Width} x {header.Height} pixels; {most} at most are allowed.");
        }

        if ((long)header.Width * header.Height / 64 > 8L * file.Length)
        {
            throw new InputException(
                $"{name} announces {header.Width} x {header.Height} pixels, but its {file.Length} bytes cannot hold them: "
                + "a block of 8 x 8 takes a bit at least.");
        }

        frame = header;
        foreach (var component in header.Components)
        {
            component.Allocate(header);
        }
    }

    /// <summary>The number of lines in a DNL marker further on, or 0.</summary>
    private readonly int FindLines()
    {
        var rest = file[markers.Position..];
        var at = rest.IndexOf((ReadOnlySpan<byte>)[0xFF, JpegMarker.DefineNumberOfLines, 0, 4]);
        return at >= 0 && at + 6 <= rest.Length ? BinaryPrimitives.ReadUInt16BigEndian(rest[(at + 4)..]) : 0;
    }

    private void ReadScan(ReadOnlySpan<byte> payload)
    {
        var header = frame ?? throw new InputException($"{name}: a scan comes before the frame header.");
        var scan = ScanHeader.Parse(payload, header, huffman, name);
        foreach (var component in scan.Components.Select(component => component.Component))
        {
            component.Quantization ??= quantization[component.TableIndex]
                ?? throw new InputException(
                    $"{name}: component {component.Identifier} uses quantisation table {component.TableIndex}, which the file does not define.");
            component.LowestBits.AsSpan(scan.BandStart, scan.BandEnd - scan.BandStart + 1).Fill((sbyte)scan.Low);
        }

        var walker = new ScanWalker(header, scan, restartInterval, segment, warnings);
        visits += walker.Blocks;
        if (visits > FreeVisits + MostVisitsPerBlock * header.Components.Sum(component => (long)component.BlocksWide * component.BlocksHigh))
        {
            throw new InputException($"{name} has more scans than a picture can need: it stops at scan {scans + 1}.");
        }

        scans++;
        var position = markers.Position;
        if (!header.IsProgressive)
        {
            var decoder = new SequentialDecoder(scan);
            walker.Walk(ref decoder, file, ref position);
        }
        else if (scan.BandStart == 0)
        {
            var decoder = new ProgressiveDcDecoder(scan);
            walker.Walk(ref decoder, file, ref position);
        }
        else if (scan.High == 0)
        {
            var decoder = new ProgressiveAcFirstDecoder(scan);
            walker.Walk(ref decoder, file, ref position);
        }
        else
        {
            var decoder = new ProgressiveAcRefineDecoder(scan);
            walker.Walk(ref decoder, file, ref position);
        }

        markers.Position = position;
    }

    /// <summary>Transforms the coefficients of a progressive frame and reports components that lack scans.</summary>
    private readonly void Finish(FrameHeader header)
    {
        foreach (var component in header.Components)
        {
            if (component.Quantization is not { } table)
            {
                warnings.Add($"component {component.Identifier} has no scan");
                continue;
            }

            if (component.LowestBits.AsSpan().ContainsAnyExcept((sbyte)0))
            {
                warnings.Add($"component {component.Identifier} is incomplete: scans are missing");
            }

            for (var row = 0; header.IsProgressive && row < component.BlocksHigh; row++)
            {
                for (var column = 0; column < component.BlocksWide; column++)
                {
                    InverseDct.Write(component.Block(row, column), table, component.Samples.AsSpan(8 * (row * component.Stride + column)), component.Stride);
                }
            }
        }
    }

    /// <summary>JFIF says YCbCr; else Adobe's marker; else the components' identifiers; else what is usual.</summary>
    private readonly ColourEncoding Encoding(FrameHeader header) => header.Components.Length switch
    {
        1 => ColourEncoding.Grey,
        4 => adobeTransform > 0 ? ColourEncoding.Ycck : ColourEncoding.Cmyk,
        _ when isJfif || adobeTransform > 0 => ColourEncoding.YCbCr,
        _ when adobeTransform == 0 => ColourEncoding.Rgb,
        _ => header.Components.Select(component => component.Identifier).SequenceEqual([(int)'R', 'G', 'B']) ? ColourEncoding.Rgb : ColourEncoding.YCbCr,
    };
}
