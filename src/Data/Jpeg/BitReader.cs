using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace QXai.Data.Jpeg;

/// <summary>
/// Reads bits, the highest of each byte first, from an <see cref="EntropySegment"/>. <see cref="Bits"/> holds the next <see cref="Count"/> bits at
/// its upper end (below them lie bits that will be read again). Past the end come zeros; <see cref="IsOverrun"/> tells when some were used.
/// </summary>
internal struct BitReader(byte[] buffer, int length)
{
    private readonly byte[] buffer = buffer;
    private readonly int length = length;
    private int position;

    /// <summary>The next bits, in the upper end.</summary>
    public ulong Bits;

    /// <summary>How many bits of <see cref="Bits"/> count.</summary>
    public int Count;

    /// <summary>Whether more bits were taken than there are.</summary>
    public readonly bool IsOverrun => 8L * position - Count > 8L * length;

    /// <summary>
    /// Makes <see cref="Count"/> at least 56. The buffer's padding (<see cref="EntropySegment.Padding"/>) lets it read past the end of the data.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        Bits |= BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(Math.Min(position, length), 8)) >> Count;
        position += (63 - Count) >> 3;
        Count |= 56;
    }

    /// <summary>Drops the next <paramref name="count"/> bits, at most <see cref="Count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        Bits <<= count;
        Count -= count;
    }

    /// <summary>The next bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadBit()
    {
        if (Count < 1)
        {
            Refill();
        }

        var bit = (int)(Bits >> 63);
        Skip(1);
        return bit;
    }

    /// <summary>The next <paramref name="count"/> bits, at most 16, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(int count)
    {
        if (Count < 16)
        {
            Refill();
        }

        var value = (int)(Bits >> 32 >> (32 - count));
        Skip(count);
        return value;
    }

    /// <summary>The next symbol of a Huffman code, or -1 where no code fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadSymbol(HuffmanTable table)
    {
        if (Count < 16)
        {
            Refill();
        }

        int found = table.Symbols[(int)(Bits >> (64 - HuffmanTable.LookupBits))];
        if (found == 0)
        {
            found = table.Find((int)(Bits >> 48));
            if (found == 0)
            {
                return -1;
            }
        }

        Skip(found >> 8);
        return found & 0xFF;
    }
}
