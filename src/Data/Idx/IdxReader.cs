using System.Buffers.Binary;
using System.IO.Compression;
using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Data.Idx;

/// <summary>
/// Reads IDX files, the format of MNIST: the bytes 0, 0, element type, number of axes; one big-endian 32-bit extent per axis; then the elements in
/// row-major order.
/// Files compressed with gzip are recognised by their first bytes, whatever they are called. Wrong magic, another type or number of axes, too few and
/// too many bytes are refused by an <see cref="InputException"/> that names the file, what it holds and what was expected.
/// </summary>
internal static class IdxReader
{
    private const byte UnsignedByte = 0x08;
    private const int FirstAllocation = 1 << 20;

    /// <summary>Images are seldom compressed better than that; a file that is makes the memory grow as it is read.</summary>
    private const int UsualCompression = 16;

    /// <summary>The array of <paramref name="axes"/> axes in a file. All of the file is checked; only the first <paramref name="limit"/> items are
    /// kept.</summary>
    public static IdxArray Read(string path, int axes, int limit = int.MaxValue) => InputFile.Open(path, stream => Read(stream, path, axes, limit));

    /// <summary>The array in a stream that can seek; <paramref name="name"/> stands in error messages.</summary>
    public static IdxArray Read(Stream stream, string name, int axes, int limit = int.MaxValue)
    {
        Span<byte> head = stackalloc byte[2];
        var isGzip = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1F, 0x8B];
        stream.Position = 0;
        if (!isGzip)
        {
            return ReadPlain(stream, name, axes, limit, stream.Length);
        }

        try
        {
            using var plain = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(plain, name, axes, limit, UsualCompression * stream.Length);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{name} is not a sound gzip file: it is cut short or damaged.", exception);
        }
    }

    private static IdxArray ReadPlain(Stream stream, string name, int axes, int limit, long likely)
    {
        var extents = ReadHeader(stream, name, axes);
        var itemLength = extents.CountOf(1..);
        var items = Math.Min(extents[0], limit);
        var kept = ReadKept(stream, name, extents, items * itemLength, likely);
        var rest = Skip(stream, extents.Count - kept.Length);
        if (kept.Length + rest < extents.Count)
        {
            throw Truncated(name, extents, kept.Length + rest);
        }

        if (stream.ReadByte() >= 0)
        {
            throw new InputException($"{name} goes on after its {extents.Count} bytes of data ({extents}): the file does not agree with its header.");
        }

        return new IdxArray(name, extents, items, kept);
    }

    private static Shape ReadHeader(Stream stream, string name, int axes)
    {
        var header = new byte[4 + 4 * axes];
        var found = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (found < 4)
        {
            throw new InputException($"{name} has {found} bytes, but an IDX header begins with 4.");
        }

        var (magic, expected) = (BinaryPrimitives.ReadUInt32BigEndian(header), (uint)(UnsignedByte << 8 | axes));
        if (magic != expected)
        {
            throw new InputException($"{name} begins with the magic number {magic} ({Describe(magic)}), but {expected} ({Describe(expected)}) is expected.");
        }

        if (found < header.Length)
        {
            throw new InputException($"{name} ends in its header: {found} bytes, but {axes} axes need {header.Length}.");
        }

        var extents = new long[axes];
        long count = 1;
        for (var axis = 0; axis < axes; axis++)
        {
            extents[axis] = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + 4 * axis));
            count = extents[axis] > Array.MaxLength || count > Array.MaxLength ? long.MaxValue : count * extents[axis];
        }

        return count is > 0 and <= int.MaxValue && count <= Array.MaxLength
            ? new Shape(Array.ConvertAll(extents, extent => (int)extent))
            : throw new InputException(
                $"{name} declares the extents [{string.Join(", ", extents)}], but between 1 and {Array.MaxLength} elements are expected.");
    }

    private static byte[] ReadKept(Stream stream, string name, Shape extents, int length, long likely)
    {
        // The header may lie: memory grows with what the file can hold or has been read, not with what is declared.
        var bytes = new byte[Math.Min(length, Math.Max(likely, FirstAllocation))];
        var read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            if (read < bytes.Length)
            {
                throw Truncated(name, extents, read);
            }

            if (read == length)
            {
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
    }

    private static int Skip(Stream stream, int length)
    {
        var buffer = new byte[Math.Min(Math.Max(length, 1), 1 << 16)];
        var skipped = 0;
        while (skipped < length && stream.Read(buffer, 0, Math.Min(buffer.Length, length - skipped)) is > 0 and var step)
        {
            skipped += step;
        }

        return skipped;
    }

    private static InputException Truncated(string name, Shape extents, int found) =>
        new($"{name} is cut short: its header declares {extents}, {extents.Count} bytes, but only {found} follow.");

    private static string Describe(uint magic)
    {
        if (magic >> 16 != 0)
        {
            return "no IDX file";
        }

        var axes = magic & 0xFF;
        var type = (magic >> 8) switch
        {
            UnsignedByte => "unsigned bytes",
            0x09 => "signed bytes",
            0x0B => "16-bit integers",
            0x0C => "32-bit integers",
            0x0D => "floats",
            0x0E => "doubles",
            _ => "an unknown type",
        };
        return $"{type} in {axes} {(axes == 1 ? "axis" : "axes")}";
    }
}
