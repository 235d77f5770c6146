namespace QXai.Data.Jpeg;

/// <summary>
/// DC scans of progressive frames (ITU-T T.81 G.1.2.1): the first gives the upper bits of the differences, each later one a further bit.
/// </summary>
internal readonly struct ProgressiveDcDecoder(ScanHeader scan) : IBlockDecoder
{
    private readonly bool isFirst = scan.High == 0;
    private readonly int low = scan.Low;

    public void Restart()
    {
        foreach (var component in scan.Components)
        {
            component.Prediction = 0;
        }
    }

    public bool Decode(ref BitReader bits, ScanComponent component, int row, int column)
    {
        ref var coefficient = ref component.Component.Block(row, column)[0];
        if (!isFirst)
        {
            coefficient |= (short)(bits.ReadBit() << low);
            return true;
        }

        var size = bits.ReadSymbol(component.Dc!);
        if (size < 0)
        {
            return false;
        }

        component.Prediction += HuffmanTable.Extend(bits.Read(size), size);
        coefficient = (short)(component.Prediction << low);
        return true;
    }
}
