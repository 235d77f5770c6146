// Unchecked ref arithmetic: Read checks the length of the block once; lookups stay inside, since their index has LookupBits bits and positions are
// those of ZigZag.Natural.
// Layout: 64 coefficients row by row (natural order); the bits come in zigzag order, the next ones on top of a register of 64.
// Loop order: codes as they stand in the stream: the one for S[0, 0], then run after run of zeros and the coefficient behind it.
// Equation:   S[0, 0] = prediction + difference; k := k + run, S[zigzag(k)] = value, by the codes of F.2.2.
// Checked by: pictures decoded by another program, to the bit (JpegFixtureTests), and the tables against the standard's (HuffmanTableTests).
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QXai.Data.Jpeg.Kernels;

/// <summary>Huffman decoding of one block of a sequential scan (ITU-T T.81 F.2.2).</summary>
internal static class SequentialBlock
{
    /// <summary>
    /// Adds the difference to <paramref name="prediction"/> for block[0] and sets the other coefficients that are not zero; the block is cleared and
    /// in natural order. One lookup yields run, value and length of nearly every coefficient. Returns false at bits that are no code.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Read(ref BitReader reader, HuffmanTable dc, HuffmanTable ac, int prediction, Span<short> block)
    {
        if (block.Length < 64)
        {
            throw new ArgumentException($"SequentialBlock: a block needs 64 coefficients, but has room for {block.Length}.");
        }

        var bits = reader;
        bits.Refill();
        var entry = dc.Coefficients[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
        if (entry != 0)
        {
            bits.Skip(entry & 0xFF);
            block[0] = (short)(prediction + (entry >> 16));
        }
        else
        {
            var size = bits.ReadSymbol(dc);
            if (size < 0)
            {
                block[0] = (short)prediction;
                reader = bits;
                return false;
            }

            block[0] = (short)(prediction + HuffmanTable.Extend(bits.Read(size), size));
        }

        ref var table = ref MemoryMarshal.GetArrayDataReference(ac.Coefficients);
        ref var natural = ref MemoryMarshal.GetReference(ZigZag.Natural);
        ref var target = ref MemoryMarshal.GetReference(block);
        var k = 1;
        while (k < 64)
        {
            if (bits.Count < 32)
            {
                bits.Refill();
            }

            entry = Unsafe.Add(ref table, (nint)(bits.Bits >> (64 - HuffmanTable.LookupBits)));
            if (entry != 0)
            {
                bits.Skip(entry & 0xFF);
                k += (entry >> 8) & 0xFF;
                Unsafe.Add(ref target, (nint)Unsafe.Add(ref natural, k)) = (short)(entry >> 16);
                k++;
                continue;
            }

            var symbol = bits.ReadSymbol(ac);
            if (symbol < 0)
            {
                reader = bits;
                return false;
            }

            var (run, length) = (symbol >> 4, symbol & 15);
            k += length == 0 && run < 15 ? HuffmanTable.EndOfBlockRun : run;
            Unsafe.Add(ref target, (nint)Unsafe.Add(ref natural, k)) = (short)HuffmanTable.Extend(bits.Read(length), length);
            k++;
        }

        reader = bits;
        return true;
    }
}
