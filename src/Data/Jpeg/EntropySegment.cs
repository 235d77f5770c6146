using System.Buffers;

namespace QXai.Data.Jpeg;

/// <summary>
/// The entropy-coded bytes between two markers, freed of the zero bytes stuffed after each 0xFF (ITU-T T.81 F.1.2.3) and followed by zeros, so that
/// the bit reader needs no test for either. The buffer comes from the shared pool and serves one segment after the other.
/// </summary>
internal sealed class EntropySegment : IDisposable
{
    /// <summary>
    /// Zero bytes after the data: more than the bits of a block and one refill, so that a block that began inside the data ends inside the buffer.
    /// </summary>
    public const int Padding = 16;

    private byte[] buffer = [];

    /// <summary>Number of data bytes.</summary>
    public int Length { get; private set; }

    /// <summary>A reader at the first bit.</summary>
    public BitReader Bits => new(buffer, Length);

    /// <summary>
    /// Takes the bytes of <paramref name="file"/> from <paramref name="position"/> to the next marker, and moves the position to that marker's 0xFF
    /// (to the end of the file where there is none). Several 0xFF before a zero count as one; several before a marker are fill bytes.
    /// </summary>
    public void Load(ReadOnlySpan<byte> file, ref int position)
    {
        Reserve(file, position);
        Length = 0;
        while (position < file.Length)
        {
            var rest = file[position..];
            var plain = rest.IndexOf((byte)0xFF);
            if (plain < 0)
            {
                Append(rest);
                position = file.Length;
                break;
            }

            Append(rest[..plain]);
            var last = plain;
            while (last + 1 < rest.Length && rest[last + 1] == 0xFF)
            {
                last++;
            }

            if (last + 1 >= rest.Length || rest[last + 1] != 0)
            {
                position += last + 1 < rest.Length ? last : rest.Length;
                break;
            }

            Append(rest.Slice(last, 1));
            position += last + 2;
        }

        buffer.AsSpan(Length, Padding).Clear();
    }

    /// <summary>The marker at a position that <see cref="Load"/> left, or -1 at the end of the file.</summary>
    public static int MarkerAt(ReadOnlySpan<byte> file, int position) => position + 1 < file.Length ? file[position + 1] : -1;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private void Reserve(ReadOnlySpan<byte> file, int position)
    {
        var needed = file.Length - position + Padding;
        if (buffer.Length < needed)
        {
            Dispose();
            buffer = ArrayPool<byte>.Shared.Rent(needed);
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(Length));
        Length += bytes.Length;
    }
}
