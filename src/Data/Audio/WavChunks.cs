using System.Buffers.Binary;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// The chunks of a RIFF file (identifier, 32-bit length, payload, a byte of padding after an odd length) in either byte order: RIFF little-endian,
/// RIFX big-endian, and RF64 (EBU Tech 3306), whose ds64 chunk holds the length of data that 32 bits cannot tell.
/// </summary>
internal ref struct WavChunks
{
    private const int HeaderLength = 8;

    private readonly ReadOnlySpan<byte> file;
    private readonly string name;
    private readonly bool isRf64;
    private long longDataLength = -1;
    private long next = 12;

    public WavChunks(ReadOnlySpan<byte> file, string name)
    {
        this.file = file;
        this.name = name;
        if (file.Length < 12 || !Recognises(file) || !file[8..].StartsWith("WAVE"u8))
        {
            throw new InputException($"{name} is no WAV file: it does not begin with RIFF, RIFX or RF64, a length, and WAVE.");
        }

        (IsBigEndian, isRf64) = (file[3] == 'X', file[0] == 'R' && file[1] == 'F');
    }

    /// <summary>Whether numbers begin with their highest byte.</summary>
    public bool IsBigEndian { get; }

    /// <summary>The four characters of the current chunk.</summary>
    public ReadOnlySpan<byte> Identifier { get; private set; }

    /// <summary>The length that the current chunk announces.</summary>
    public long Announced { get; private set; }

    /// <summary>Where in the file the payload of the current chunk begins.</summary>
    public int Offset { get; private set; }

    /// <summary>The payload of the current chunk as far as the file has it.</summary>
    public readonly ReadOnlySpan<byte> Payload => file.Slice(Offset, (int)Math.Min(Announced, file.Length - Offset));

    /// <summary>Whether a file begins like one of the three kinds.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith("RIFF"u8) || file.StartsWith("RIFX"u8) || file.StartsWith("RF64"u8);

    /// <summary>Goes to the next chunk; false at the end of the file.</summary>
    public bool MoveNext()
    {
        if (next > file.Length - HeaderLength)
        {
            return false;
        }

        Identifier = file.Slice((int)next, 4);
        Announced = UInt32(file[((int)next + 4)..]);
        if (isRf64 && Identifier.SequenceEqual("data"u8) && Announced == uint.MaxValue)
        {
            Announced = longDataLength >= 0
                ? longDataLength :
                 throw new InputException($"{name}: the length of the data is in the ds64 chunk, which is missing.");
        }

        Offset = (int)next + HeaderLength;
        next = Announced > file.Length - Offset ? file.Length : Offset + Announced + (Announced & 1);
        if (isRf64 && Identifier.SequenceEqual("ds64"u8) && Payload.Length >= 16)
        {
            longDataLength = BinaryPrimitives.ReadInt64LittleEndian(Payload[8..]);
        }

        return true;
    }

    /// <summary>The 16-bit number at the beginning of <paramref name="bytes"/>.</summary>
    public readonly int UInt16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>The 32-bit number at the beginning of <paramref name="bytes"/>.</summary>
    public readonly uint UInt32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
