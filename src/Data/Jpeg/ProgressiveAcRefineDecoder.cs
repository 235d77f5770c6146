namespace QXai.Data.Jpeg;

/// <summary>
/// Later AC scans of progressive frames (ITU-T T.81 G.1.2.3): one further bit for every coefficient of the band that is not zero yet, and the
/// coefficients that become 1 or -1 at that bit, whose runs count only coefficients that are still zero.
/// </summary>
internal struct ProgressiveAcRefineDecoder(ScanHeader scan) : IBlockDecoder
{
    private readonly int start = scan.BandStart;
    private readonly int end = scan.BandEnd;
    private readonly int bit = 1 << scan.Low;
    private int emptyBlocks;

    public void Restart() => emptyBlocks = 0;

    public bool Decode(ref BitReader bits, ScanComponent component, int row, int column)
    {
        var block = component.Component.Block(row, column);
        var k = start;
        if (emptyBlocks == 0)
        {
            for (; k <= end; k++)
            {
                var symbol = bits.ReadSymbol(component.Ac!);
                var (run, size) = (symbol >> 4, symbol & 15);
                if (symbol < 0)
                {
                    return false;
                }

                if (size == 0 && run < 15)
                {
                    emptyBlocks = (1 << run) + bits.Read(run);
                    break;
                }

                var value = size == 0 ? 0 : bits.ReadBit() == 1 ? bit : -bit;
                k = SkipZeros(ref bits, block, k, run);
                if (value != 0)
                {
                    block[ZigZag.Natural[k]] = (short)value;
                }
            }
        }

        if (emptyBlocks > 0)
        {
            if (block[1..].ContainsAnyExcept((short)0))
            {
                SkipZeros(ref bits, block, k, int.MaxValue);
            }

            emptyBlocks--;
        }

        return true;
    }

    /// <summary>
    /// Refines what is not zero up to the zero after <paramref name="zeros"/> others, and returns its place; past the band where there is none.
    /// </summary>
    private readonly int SkipZeros(ref BitReader bits, Span<short> block, int k, int zeros)
    {
        for (; k <= end; k++)
        {
            ref var coefficient = ref block[ZigZag.Natural[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (bits.ReadBit() == 1 && (coefficient & bit) == 0)
            {
                coefficient += (short)(coefficient > 0 ? bit : -bit);
            }
        }

        return k;
    }
}
