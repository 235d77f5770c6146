using System.IO.Compression;
using QXai.Data.Files;
using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Png;

/// <summary>
/// Reads PNG files (ISO/IEC 15948) of every colour type and depth, interlaced or not, with palettes and transparency. Checksums are checked; gamma
/// and colour profiles are ignored. A damaged or incomplete file is refused by an <see cref="InputException"/> that says what is wrong; memory is
/// bounded by the limits and by what the file can hold:
/// zlib never expands more than 1032 times, so a small file that declares a large picture is refused before anything is allocated.
/// </summary>
public sealed class PngReader : IImageReader
{
    private const int LargestExpansion = 1032;

    /// <inheritdoc/>
    public string Format => "PNG";

    /// <summary>The first eight bytes of every PNG file.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The picture in a file.</summary>
    public static Image Read(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Decode(InputFile.ReadAll(path, limits.MaxFileBytes), path, limits);
    }

    /// <summary>The picture in the bytes of a file; <paramref name="name"/> stands in error messages.</summary>
    public static Image Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null)
    {
        if (!file.StartsWith(Signature))
        {
            throw new InputException($"{name} is no PNG file: it does not begin with PNG's signature of 8 bytes.");
        }

        var png = new PngChunks(file, name, limits ?? ImageLimits.Default);
        var header = png.Header;
        var passes = PngPass.Of(header);
        var expected = passes.Sum(pass => (long)pass.Height * (1 + header.RowLength(pass.Width)));
        if (expected > png.Data.Length * LargestExpansion)
        {
            throw new InputException(
                $"{name}: a picture of {header.Width} x {header.Height} pixels has {expected} bytes, "
                + $"which the {png.Data.Length} compressed bytes of the file cannot hold.");
        }

        var rgba = new byte[4 * header.Width * header.Height];
        try
        {
            png.Data.Position = 0;
            using var rows = new ZLibStream(png.Data, CompressionMode.Decompress);
            var pixels = new PngPixels(png, name);
            foreach (var pass in passes)
            {
                ReadPass(rows, header, pass, pixels, rgba, name);
            }

            CheckEnd(rows, name);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{name}: the compressed rows are damaged.", exception);
        }

        return new Image(header.Width, header.Height, rgba, header.Model, header.Depth);
    }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    Image IImageReader.Decode(ReadOnlySpan<byte> file, string name, ImageLimits limits) => Decode(file, name, limits);

    private static void ReadPass(Stream rows, PngHeader header, PngPass pass, PngPixels pixels, byte[] rgba, string name)
    {
        var length = header.RowLength(pass.Width);
        var (row, above) = (new byte[1 + length], new byte[1 + length]);
        for (var y = 0; y < pass.Height; y++)
        {
            if (rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            {
                throw new InputException($"{name} is cut short: its compressed rows end in row {pass.Y + y * pass.StepY} of {header.Height}.");
            }

            if (row[0] >= PngFilter.Count)
            {
                throw new InputException($"{name}: row {pass.Y + y * pass.StepY} names filter {row[0]}, but PNG has the filters 0 to {PngFilter.Count - 1}.");
            }

            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.FilterStep);
            pixels.Unpack(row.AsSpan(1), pass.Width, rgba, 4 * ((pass.Y + y * pass.StepY) * header.Width + pass.X), 4 * pass.StepX);
            (row, above) = (above, row);
        }
    }

    private static void CheckEnd(Stream rows, string name)
    {
        // Reading on makes zlib compare its checksum; a stream with more than the picture's bytes is damaged too.
        if (rows.ReadByte() >= 0)
        {
            throw new InputException($"{name}: the compressed rows go on after the last row of the picture.");
        }
    }
}
