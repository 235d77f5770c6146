namespace QXai.Data.Jpeg;

/// <summary>
/// First AC scans of progressive frames (ITU-T T.81 G.1.2.2): the upper bits of a band of coefficients, with runs of blocks in which the band holds
/// nothing more.
/// </summary>
internal struct ProgressiveAcFirstDecoder(ScanHeader scan) : IBlockDecoder
{
    private readonly int start = scan.BandStart;
    private readonly int end = scan.BandEnd;
    private readonly int low = scan.Low;
    private int emptyBlocks;

    public void Restart() => emptyBlocks = 0;

    public bool Decode(ref BitReader bits, ScanComponent component, int row, int column)
    {
        if (emptyBlocks > 0)
        {
            emptyBlocks--;
            return true;
        }

        var block = component.Component.Block(row, column);
        for (var k = start; k <= end; k++)
        {
            var symbol = bits.ReadSymbol(component.Ac!);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (symbol < 0)
            {
                return false;
            }

            if (size == 0 && run < 15)
            {
                emptyBlocks = (1 << run) - 1 + bits.Read(run);
                break;
            }

            k += run;
            block[ZigZag.Natural[k]] = (short)(HuffmanTable.Extend(bits.Read(size), size) << low);
        }

        return true;
    }
}
