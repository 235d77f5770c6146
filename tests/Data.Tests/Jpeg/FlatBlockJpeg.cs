using QXai.Data.Jpeg;

namespace QXai.Data.Tests.Jpeg;

/// <summary>
/// Writes JPEG files whose blocks are flat (only DC coefficients, quantisation step 8, so that a block's value is 128 + coefficient), with any
/// sampling factors, scans, restart intervals and identifiers: the cases that no encoder at hand writes.
/// </summary>
internal sealed class FlatBlockJpeg(int width, int height, params (int Horizontal, int Vertical)[] sampling)
{
    public byte[] Identifiers { get; init; } = [1, 2, 3, 4];

    public int RestartInterval { get; init; }

    public bool SeparateScans { get; init; }

    public bool DefinesHuffmanTables { get; init; } = true;

    public bool TellsHeightAfterwards { get; init; }

    public bool IsJfif { get; init; }

    public int AdobeTransform { get; init; } = -1;

    /// <summary>The value of a block; a test may replace it.</summary>
    public Func<int, int, int, byte> Value { get; init; } = (component, row, column) => (byte)(20 + (37 * component + 101 * row + 59 * column) % 216);

    public int HorizontalMost => sampling.Max(factors => factors.Horizontal);

    public int VerticalMost => sampling.Max(factors => factors.Vertical);

    public (int Width, int Height) Extent(int component) =>
        (Divide(width * sampling[component].Horizontal, HorizontalMost), Divide(height * sampling[component].Vertical, VerticalMost));

    public byte[] ToBytes()
    {
        List<byte> file = [0xFF, 0xD8];
        if (IsJfif)
        {
            Segment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        }

        if (AdobeTransform >= 0)
        {
            Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)AdobeTransform]);
        }

        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        var lines = TellsHeightAfterwards ? 0 : height;
        Segment(file, 0xC1, [8, (byte)(lines >> 8), (byte)lines, (byte)(width >> 8), (byte)width, (byte)sampling.Length,
            .. sampling.SelectMany((factors, i) => new byte[] { Identifiers[i], (byte)(factors.Horizontal << 4 | factors.Vertical), 0 })]);
        if (DefinesHuffmanTables)
        {
            Segment(file, 0xC4, [0x00, .. StandardHuffmanTables.LumaDcCounts, .. StandardHuffmanTables.DcSymbols]);
            Segment(file, 0xC4, [0x10, .. StandardHuffmanTables.LumaAcCounts, .. StandardHuffmanTables.LumaAcSymbols]);
        }

        if (RestartInterval > 0)
        {
            Segment(file, 0xDD, [(byte)(RestartInterval >> 8), (byte)RestartInterval]);
        }

        var all = Enumerable.Range(0, sampling.Length);
        foreach (var scan in SeparateScans ? all.Select(i => new[] { i }) : [all.ToArray()])
        {
            Segment(file, 0xDA, [(byte)scan.Length, .. scan.SelectMany(i => new byte[] { Identifiers[i], 0 }), 0, 63, 0]);
            Scan(file, scan);
            if (TellsHeightAfterwards && scan[0] == 0)
            {
                Segment(file, 0xDC, [(byte)(height >> 8), (byte)height]);
            }
        }

        return [.. file, 0xFF, 0xD9];
    }

    /// <summary>The sample of a component at one of its own positions.</summary>
    public byte Sample(int component, int y, int x) => Value(component, y / 8, x / 8);

    private static int Divide(int a, int b) => (a + b - 1) / b;

    private static void Segment(List<byte> file, byte marker, byte[] payload) =>
        file.AddRange([0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload]);

    private void Scan(List<byte> file, int[] scan)
    {
        var single = scan.Length == 1;
        var (wide, high) = single
            ? (Divide(Extent(scan[0]).Width, 8), Divide(Extent(scan[0]).Height, 8))
            : (Divide(width, 8 * HorizontalMost), Divide(height, 8 * VerticalMost));
        var bits = new System.Text.StringBuilder();
        var predictions = new int[4];
        for (var mcu = 0; mcu < wide * high; mcu++)
        {
            if (RestartInterval > 0 && mcu > 0 && mcu % RestartInterval == 0)
            {
                Flush(file, bits);
                file.AddRange([0xFF, (byte)(0xD0 + (mcu / RestartInterval - 1) % 8)]);
                predictions = new int[4];
            }

            foreach (var component in scan)
            {
                var (horizontal, vertical) = single ? (1, 1) : sampling[component];
                for (var block = 0; block < horizontal * vertical; block++)
                {
                    var coefficient = Value(component, mcu / wide * vertical + block / horizontal, mcu % wide * horizontal + block % horizontal) - 128;
                    Block(bits, coefficient - predictions[component]);
                    predictions[component] = coefficient;
                }
            }
        }

        Flush(file, bits);
    }

    /// <summary>The luma codes of table K.3 for the difference, then the end-of-block code 1010 of table K.5.</summary>
    private static void Block(System.Text.StringBuilder bits, int difference)
    {
        string[] codes = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110"];
        var size = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
        bits.Append(codes[size]);
        if (size > 0)
        {
            bits.Append(Convert.ToString(difference > 0 ? difference : difference + (1 << size) - 1, 2).PadLeft(size, '0'));
        }

        bits.Append("1010");
    }

    private static void Flush(List<byte> file, System.Text.StringBuilder bits)
    {
        bits.Append('1', (8 - bits.Length % 8) % 8);
        for (var at = 0; at < bits.Length; at += 8)
        {
            var value = Convert.ToByte(bits.ToString(at, 8), 2);
            file.Add(value);
            if (value == 0xFF)
            {
                file.Add(0);
            }
        }

        bits.Clear();
    }
}
