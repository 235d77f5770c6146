using QXai.Numerics;

namespace QXai.Data.Jpeg;

/// <summary>
/// A canonical Huffman code (ITU-T T.81 annex C) with two tables over the next <see cref="LookupBits"/> bits of the stream: one gives the symbol, the
/// other the whole coefficient where its code and its extra bits fit together, which is so for nearly all. Longer codes are found by comparing 16
/// bits with the first code of each length.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits that the lookup tables are indexed with.</summary>
    public const int LookupBits = 10;

    /// <summary>The run that stands for "end of block": it leads past the block from every position.</summary>
    public const int EndOfBlockRun = 128;

    private const int LongestCode = 16;

    private readonly byte[] symbols;
    private readonly int[] limits = new int[LongestCode + 2];
    private readonly int[] offsets = new int[LongestCode + 1];

    /// <summary>
    /// The code in which <paramref name="counts"/>[l - 1] of the <paramref name="symbols"/> have l bits. Throws <see cref="InputException"/> where
    /// there is no such code, or where a table for DC coefficients holds a symbol that is none.
    /// </summary>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc, string name)
    {
        this.symbols = symbols.ToArray();
        Symbols = new ushort[1 << LookupBits];
        Coefficients = new int[1 << LookupBits];
        var (code, index) = (0, 0);
        for (var length = 1; length <= LongestCode; length++, code <<= 1)
        {
            offsets[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >= 1 << length)
                {
                    throw new InputException($"{name}: a Huffman table has more codes of {length} bits than are possible.");
                }

                if (isDc && symbols[index] > 15)
                {
                    throw new InputException($"{name}: a Huffman table for DC differences holds the size {symbols[index]}; at most 15 bits are possible.");
                }

                if (length <= LookupBits)
                {
                    Enter(code, length, symbols[index], isDc);
                }
            }

            limits[length] = code << (LongestCode - length);
        }

        limits[LongestCode + 1] = int.MaxValue;
    }

    /// <summary>For the next bits: 256 * length + symbol, or 0 for a longer code.</summary>
    public ushort[] Symbols { get; }

    /// <summary>
    /// For the next bits: 65536 * value + 256 * run + length of code and extra bits together, or 0 where they do not fit. The value is signed; the
    /// run counts the zeros before it, with value 0 for the run of 16 zeros (run 15) and the end of the block (<see cref="EndOfBlockRun"/>).
    /// </summary>
    public int[] Coefficients { get; }

    /// <summary>256 * length + symbol of the code at the beginning of 16 bits, whatever its length; 0 where no code begins so.</summary>
    public int Find(int sixteenBits)
    {
        var length = 1;
        while (sixteenBits >= limits[length])
        {
            length++;
        }

        return length > LongestCode ? 0 : length << 8 | symbols[offsets[length] + (sixteenBits >> (LongestCode - length))];
    }

    /// <summary>The signed value of <paramref name="size"/> extra bits (T.81 figure F.12): values that begin with a 0 bit are negative.</summary>
    public static int Extend(int bits, int size) => bits < 1 << size >> 1 ? bits - (1 << size) + 1 : bits;

    private void Enter(int code, int length, byte symbol, bool isDc)
    {
        var free = LookupBits - length;
        Symbols.AsSpan(code << free, 1 << free).Fill((ushort)(length << 8 | symbol));
        var (run, size) = isDc ? (0, (int)symbol) : (symbol >> 4, symbol & 15);
        if (size > free)
        {
            return;
        }

        if (!isDc && size == 0 && run < 15)
        {
            run = EndOfBlockRun;
        }

        var rest = free - size;
        for (var bits = 0; bits < 1 << size; bits++)
        {
            var entry = Extend(bits, size) << 16 | run << 8 | (length + size);
            Coefficients.AsSpan(((code << size) + bits) << rest, 1 << rest).Fill(entry);
        }
    }
}
