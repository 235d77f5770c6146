namespace QXai.Data.Jpeg;

/// <summary>
/// Leads a scan's decoder over its blocks, restart interval by restart interval (ITU-T T.81 E.2.4). A scan of one component goes over the component's
/// own blocks, row by row; a scan of several goes over MCUs of h x v blocks of each. After damage it goes on at the next restart marker, whose number
/// tells how many intervals were lost.
/// </summary>
internal ref struct ScanWalker(FrameHeader frame, ScanHeader scan, int restartInterval, EntropySegment segment, JpegWarnings warnings)
{
    private readonly ScanComponent? single = scan.Components.Length == 1 ? scan.Components[0] : null;
    private int fault = -1;

    /// <summary>MCUs per row and rows of MCUs, a block of the component each in a scan of one.</summary>
    private readonly int Wide => single?.Component.BlocksWide ?? frame.McusWide;

    private readonly int High => single?.Component.BlocksHigh ?? frame.McusHigh;

    /// <summary>Number of blocks that the scan visits.</summary>
    public readonly long Blocks =>
        (long)Wide * High * (single is null ? scan.Components.Sum(component => component.Component.Horizontal * component.Component.Vertical) : 1);

    /// <summary>
    /// Decodes from <paramref name="position"/> in the file on and leaves there the place of the marker that ends the scan, or the end of the file.
    /// </summary>
    public void Walk<TDecoder>(ref TDecoder decoder, ReadOnlySpan<byte> file, ref int position)
        where TDecoder : struct, IBlockDecoder
    {
        var (next, total) = (0, Wide * High);
        var expected = 0;
        var isSound = true;
        while (next < total)
        {
            segment.Load(file, ref position);
            var bits = segment.Bits;
            decoder.Restart();
            var end = restartInterval > 0 ? (int)Math.Min(total, (long)next + restartInterval) : total;
            isSound &= DecodeInterval(ref decoder, ref bits, next, end);
            next = end;
            if (restartInterval == 0)
            {
                break;
            }

            next = (int)Math.Min(total, next + (long)restartInterval * SkipRestart(file, ref position, ref expected));
            if (next >= total || !JpegMarker.IsRestart(EntropySegment.MarkerAt(file, position)))
            {
                break;
            }

            position += 2;
        }

        if (fault >= 0)
        {
            warnings.Add($"the data of a scan are damaged or end early: the first fault is in MCU {fault} of {total}");
        }
        else if (next < total)
        {
            warnings.Add($"a scan ends after {next} of {total} MCUs");
        }
    }

    /// <summary>
    /// Looks at the restart marker at the position: the expected number is the normal case; one or two ahead means as many lost intervals, which is
    /// returned; one or two behind means a stray marker, which is passed over with its data.
    /// </summary>
    private readonly int SkipRestart(ReadOnlySpan<byte> file, ref int position, ref int expected)
    {
        while (JpegMarker.IsRestart(EntropySegment.MarkerAt(file, position)))
        {
            var ahead = (file[position + 1] - JpegMarker.Restart0 - expected) & 7;
            if (ahead is 6 or 7)
            {
                warnings.Add($"restart marker {(expected + ahead) & 7} comes where {expected} is expected");
                position += 2;
                segment.Load(file, ref position);
                continue;
            }

            var lost = ahead is 1 or 2 ? ahead : 0;
            if (ahead > 0)
            {
                warnings.Add($"restart marker {(expected + ahead) & 7} comes where {expected} is expected");
            }

            expected = (expected + ahead + 1) & 7;
            return lost;
        }

        return 0;
    }

    private bool DecodeInterval<TDecoder>(ref TDecoder decoder, ref BitReader bits, int from, int to)
        where TDecoder : struct, IBlockDecoder
    {
        var wide = Wide;
        var (row, column) = (from / wide, from % wide);
        for (var at = from; at < to; at++)
        {
            var isSound = single is null
                ? DecodeMcu(ref decoder, ref bits, row, column)
                : decoder.Decode(ref bits, single, row, column) && !bits.IsOverrun;
            if (!isSound)
            {
                fault = fault < 0 ? at : fault;
                return false;
            }

            if (++column == wide)
            {
                (row, column) = (row + 1, 0);
            }
        }

        return true;
    }

    private readonly bool DecodeMcu<TDecoder>(ref TDecoder decoder, ref BitReader bits, int mcuRow, int mcuColumn)
        where TDecoder : struct, IBlockDecoder
    {
        foreach (var component in scan.Components)
        {
            var (horizontal, vertical) = (component.Component.Horizontal, component.Component.Vertical);
            for (var row = mcuRow * vertical; row < (mcuRow + 1) * vertical; row++)
            {
                for (var column = mcuColumn * horizontal; column < (mcuColumn + 1) * horizontal; column++)
                {
                    if (!decoder.Decode(ref bits, component, row, column) || bits.IsOverrun)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
