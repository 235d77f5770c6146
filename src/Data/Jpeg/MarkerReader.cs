using System.Buffers.Binary;
using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// Goes from marker to marker of a file (ITU-T T.81 B.1.1): 0xFF, a second byte that names the marker, and for most of them a 16-bit length, which
/// counts itself, and a payload.
/// </summary>
internal ref struct MarkerReader
{
    private readonly ReadOnlySpan<byte> file;
    private readonly string name;

    public MarkerReader(ReadOnlySpan<byte> file, string name)
    {
        this.file = file;
        this.name = name;
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.StartOfImage]))
        {
            throw new InputException($"{name} is no JPEG file: it does not begin with the bytes FF D8.");
        }

        Position = 2;
    }

    /// <summary>Where in the file reading goes on.</summary>
    public int Position { get; set; }

    /// <summary>Whether a length and a payload follow a marker.</summary>
    public static bool HasPayload(int marker) => !JpegMarker.IsRestart(marker) && marker != JpegMarker.StartOfImage;

    /// <summary>
    /// The second byte of the next marker, with the position after it, or -1 at the end of the file. Bytes that belong to no segment are passed over
    /// with a warning.
    /// </summary>
    public int Next(JpegWarnings warnings)
    {
        var begin = Position;
        while (Position < file.Length)
        {
            var skip = file[Position..].IndexOf((byte)0xFF);
            Position = skip < 0 ? file.Length : Position + skip;
            while (Position < file.Length && file[Position] == 0xFF)
            {
                Position++;
            }

            if (Position < file.Length && file[Position] >= JpegMarker.StartOfFrame0)
            {
                if (skip > 0 || file[begin] != 0xFF)
                {
                    warnings.Add($"stray bytes before marker {file[Position]:X2}: {Position - 1 - begin}");
                }

                return file[Position++];
            }
        }

        return -1;
    }

    /// <summary>Whether the file ends before the payload of a marker, at whose end the position is, does.</summary>
    public readonly bool IsCutShort(int marker) =>
        HasPayload(marker) && (Position + 2 > file.Length || Position + BinaryPrimitives.ReadUInt16BigEndian(file[Position..]) > file.Length);

    /// <summary>The payload of a marker that has one; the position moves after it. Throws <see cref="InputException"/> where it is not there.</summary>
    public ReadOnlySpan<byte> Payload(int marker)
    {
        var length = IsCutShort(marker) ? -1 : BinaryPrimitives.ReadUInt16BigEndian(file[Position..]);
        if (length < 2)
        {
            throw new InputException(
                length < 0 ? $"{name} ends inside its segment {marker:X2}." : $"{name}: segment {marker:X2} announces a length of {length}; 2 is the least.");
        }

        var payload = file.Slice(Position + 2, length - 2);
        Position += length;
        return payload;
    }
}
