namespace QXai.Data.Jpeg;

/// <summary>The second byte of a marker (the first is 0xFF), ITU-T T.81 table B.1.</summary>
internal static class JpegMarker
{
    /// <summary>Start of frame, baseline Huffman; the other frame types follow up to 0xCF, with DHT, JPG and DAC between them.</summary>
    public const int StartOfFrame0 = 0xC0;

    public const int DefineHuffmanTables = 0xC4;

    public const int ReservedForExtensions = 0xC8;

    public const int DefineArithmeticConditioning = 0xCC;

    public const int StartOfFrame15 = 0xCF;

    /// <summary>The first of the eight restart markers, which are numbered cyclically.</summary>
    public const int Restart0 = 0xD0;

    public const int Restart7 = 0xD7;

    public const int StartOfImage = 0xD8;

    public const int EndOfImage = 0xD9;

    public const int StartOfScan = 0xDA;

    public const int DefineQuantizationTables = 0xDB;

    public const int DefineNumberOfLines = 0xDC;

    public const int DefineRestartInterval = 0xDD;

    public const int Application0 = 0xE0;

    public const int Application1 = 0xE1;

    public const int Application14 = 0xEE;

    /// <summary>Whether a marker is one of RST0 to RST7.</summary>
    public static bool IsRestart(int marker) => marker is >= Restart0 and <= Restart7;

    /// <summary>Whether a marker begins a frame: SOF0 to SOF15 without DHT, JPG and DAC, which lie in the same range.</summary>
    public static bool IsStartOfFrame(int marker) =>
        marker is >= StartOfFrame0 and <= StartOfFrame15 and not (DefineHuffmanTables or ReservedForExtensions or DefineArithmeticConditioning);
}
