using System.Buffers.Binary;
using System.IO.Compression;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Imaging;

namespace QXai.Data.Png;

/// <summary>
/// Writes PNG files of 8 bits per sample: RGB, RGBA or grey, not interlaced. Each row takes the filter whose bytes, read as signed numbers, have the
/// least sum of magnitudes (PNG specification, 12.7), which compresses photographs, plots and heatmaps well. Files are written whole or not at all
/// (<see cref="AtomicFile"/>).
/// </summary>
public static class PngWriter
{
    /// <summary>Writes an RGB file.</summary>
    public static void Write(string path, RgbImage image) => AtomicFile.Write(path, Encode(image));

    /// <summary>Writes an RGBA file.</summary>
    public static void Write(string path, Image image) => AtomicFile.Write(path, Encode(image));

    /// <summary>Writes a grey file: one byte per pixel, row by row. Throws <see cref="ShapeException"/> where their number is not width times height.</summary>
    public static void WriteGrey(string path, int width, int height, ReadOnlySpan<byte> pixels) => AtomicFile.Write(path, EncodeGrey(width, height, pixels));

    /// <summary>The bytes of an RGB file.</summary>
    public static byte[] Encode(RgbImage image) => Encode(PngColour.Rgb, 3, image.Width, image.Height, image.Pixels);

    /// <summary>The bytes of an RGBA file.</summary>
    public static byte[] Encode(Image image) => Encode(PngColour.Rgba, 4, image.Width, image.Height, image.Rgba);

    /// <summary>The bytes of a grey file.</summary>
    public static byte[] EncodeGrey(int width, int height, ReadOnlySpan<byte> pixels)
    {
        if (width < 1 || height < 1 || pixels.Length != (long)width * height)
        {
            throw new ShapeException($"WriteGrey: {width} x {height} pixels need {(long)width * height} bytes, but {pixels.Length} were given.");
        }

        return Encode(PngColour.Grey, 1, width, height, pixels);
    }

    private static byte[] Encode(PngColour colour, int samples, int width, int height, ReadOnlySpan<byte> pixels)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, (byte)colour);
        header[10..].Clear();

        using var file = new MemoryStream();
        file.Write(PngReader.Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width * samples, samples));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int rowLength, int step)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var rows = new byte[PngFilter.Count][];
            for (var filter = 0; filter < rows.Length; filter++)
            {
                rows[filter] = new byte[1 + rowLength];
                rows[filter][0] = (byte)filter;
            }

            ReadOnlySpan<byte> above = new byte[rowLength];
            for (var at = 0; at < pixels.Length; at += rowLength)
            {
                var row = pixels.Slice(at, rowLength);
                zlib.Write(Filter(row, above, step, rows));
                above = row;
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static byte[] Filter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, byte[][] candidates)
    {
        var (best, least) = (candidates[0], long.MaxValue);
        for (var filter = 0; filter < candidates.Length; filter++)
        {
            var filtered = candidates[filter].AsSpan(1);
            PngFilter.Apply(filter, row, above, step, filtered);
            var magnitude = 0L;
            foreach (var value in filtered)
            {
                magnitude += Math.Abs((int)(sbyte)value);
            }

            if (magnitude < least)
            {
                (best, least) = (candidates[filter], magnitude);
            }
        }

        return best;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Compute(type, data));
        file.Write(word);
    }
}
