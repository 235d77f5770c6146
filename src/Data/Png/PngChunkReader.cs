using System.Buffers.Binary;
using System.Text;
using QXai.Numerics;

namespace QXai.Data.Png;

/// <summary>
/// Walks through the chunks of a PNG file: 4 bytes of length, 4 letters of type, the content, and the CRC-32 of type and content. Lengths are checked
/// against the file, so nothing is read or allocated beyond it.
/// </summary>
internal ref struct PngChunkReader(ReadOnlySpan<byte> file, string name)
{
    private readonly ReadOnlySpan<byte> file = file;
    private int next = PngReader.Signature.Length;

    /// <summary>The four letters of the chunk.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the chunk may be skipped by who does not know it: its first letter is small.</summary>
    public readonly bool IsAncillary => char.IsAsciiLetterLower(Type[0]);

    /// <summary>Goes to the next chunk, which must exist: the last one of a PNG file is IEND, and there nobody asks for another.</summary>
    public void MoveNext()
    {
        var rest = file[next..];
        if (rest.Length < 12)
        {
            throw new InputException($"{name} is cut short: it ends after {file.Length} bytes without the chunk IEND.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var letters = rest.Slice(4, 4);
        foreach (var letter in letters)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw new InputException($"{name}: the chunk at byte {next} has no name of four letters: the file is damaged.");
            }
        }

        Type = Encoding.ASCII.GetString(letters);
        if (length > rest.Length - 12)
        {
            throw new InputException($"{name} is cut short: chunk {Type} at byte {next} declares {length} bytes, but only {rest.Length - 12} follow.");
        }

        Content = rest.Slice(8, (int)length);
        var (declared, computed) = (BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]), Crc32.Compute(letters, Content));
        if (declared != computed)
        {
            throw new InputException(
                $"{name}: chunk {Type} at byte {next} has the checksum {declared:X8}, but its content gives {computed:X8}: the file is damaged.");
        }

        next += 12 + (int)length;
    }
}
