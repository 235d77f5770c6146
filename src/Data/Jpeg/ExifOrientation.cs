using System.Buffers.Binary;
using QXai.Data.Images;

namespace QXai.Data.Jpeg;

/// <summary>
/// Finds the orientation (tag 0x0112) in an Exif segment: "Exif", two zeros, a TIFF header and its first directory (CIPA DC-008 4.6). Damaged
/// segments have none.
/// </summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>The orientation in the payload of an APP1 marker, or null where there is none.</summary>
    public static Orientation? Find(ReadOnlySpan<byte> payload)
    {
        if (!payload.StartsWith("Exif\0\0"u8) || payload.Length < 6 + 8)
        {
            return null;
        }

        var tiff = payload[6..];
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (!isLittle && !tiff.StartsWith("MM\0*"u8))
        {
            return null;
        }

        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        var rest = tiff[(int)directory..];
        var count = Word(rest, isLittle);
        rest = rest[2..];
        for (; count > 0 && rest.Length >= EntryLength; count--, rest = rest[EntryLength..])
        {
            if (Word(rest, isLittle) == Tag && Word(rest[2..], isLittle) == ShortType)
            {
                int value = Word(rest[8..], isLittle);
                return value is >= 1 and <= 8 ? (Orientation)value : null;
            }
        }

        return null;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
