namespace QXai.Data.Jpeg;

/// <summary>
/// A component within a scan: its Huffman tables (null where the scan needs none) and the DC value that the next block's difference adds to.
/// </summary>
internal sealed class ScanComponent(FrameComponent component, HuffmanTable? dc, HuffmanTable? ac)
{
    public FrameComponent Component { get; } = component;

    public HuffmanTable? Dc { get; } = dc;

    public HuffmanTable? Ac { get; } = ac;

    public int Prediction { get; set; }
}
