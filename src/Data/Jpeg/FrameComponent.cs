using System.Buffers;

namespace QXai.Data.Jpeg;

/// <summary>
/// One colour plane of a frame (ITU-T T.81 A.1.1): Width = ceil(X h / hmax) by Height = ceil(Y v / vmax) samples, in BlocksWide x BlocksHigh blocks
/// of 8 x 8, padded to whole MCUs. Sequential scans write samples; progressive ones collect coefficients first. The buffers come from the shared
/// pool.
/// </summary>
internal sealed class FrameComponent(int identifier, int horizontal, int vertical, int tableIndex) : IDisposable
{
    public int Identifier { get; } = identifier;

    /// <summary>Sampling factors h and v, 1 to 4.</summary>
    public int Horizontal { get; } = horizontal;

    /// <inheritdoc cref="Horizontal"/>
    public int Vertical { get; } = vertical;

    /// <summary>Number of the quantisation table, 0 to 3.</summary>
    public int TableIndex { get; } = tableIndex;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int BlocksWide { get; private set; }

    public int BlocksHigh { get; private set; }

    /// <summary>Blocks per row of blocks in memory.</summary>
    public int PaddedBlocksWide { get; private set; }

    public int PaddedBlocksHigh { get; private set; }

    /// <summary>Samples per row in memory.</summary>
    public int Stride => 8 * PaddedBlocksWide;

    /// <summary>The samples, row by row; 128 where nothing was decoded.</summary>
    public byte[] Samples { get; private set; } = [];

    /// <summary>The coefficients of a progressive frame, block by block, each in natural order.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The quantisation table, natural order, as it stood when the first scan of this component began; null before.</summary>
    public int[]? Quantization { get; set; }

    /// <summary>For each coefficient in zig-zag order the lowest bit that progressive scans have given so far; -1 before the first.</summary>
    public sbyte[] LowestBits { get; } = [.. Enumerable.Repeat((sbyte)-1, 64)];

    /// <summary>The samples of row <paramref name="y"/>.</summary>
    public ReadOnlySpan<byte> Row(int y) => Samples.AsSpan(y * Stride, Width);

    /// <summary>Sets the extents from those of the picture and takes the buffers.</summary>
    public void Allocate(FrameHeader frame)
    {
        Width = CeilingDivide(frame.Width * Horizontal, frame.HorizontalMost);
        Height = CeilingDivide(frame.Height * Vertical, frame.VerticalMost);
        BlocksWide = CeilingDivide(Width, 8);
        BlocksHigh = CeilingDivide(Height, 8);
        PaddedBlocksWide = frame.McusWide * Horizontal;
        PaddedBlocksHigh = frame.McusHigh * Vertical;
        var samples = checked(64 * PaddedBlocksWide * PaddedBlocksHigh);
        Samples = ArrayPool<byte>.Shared.Rent(samples);
        Samples.AsSpan(0, samples).Fill(128);
        if (frame.IsProgressive)
        {
            Coefficients = ArrayPool<short>.Shared.Rent(samples);
            Coefficients.AsSpan(0, samples).Clear();
        }
    }

    /// <summary>The 64 coefficients of a block.</summary>
    public Span<short> Block(int row, int column) => Coefficients.AsSpan(64 * (row * PaddedBlocksWide + column), 64);

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (Samples.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Samples);
            Samples = [];
        }

        if (Coefficients.Length > 0)
        {
            ArrayPool<short>.Shared.Return(Coefficients);
            Coefficients = [];
        }
    }

    private static int CeilingDivide(int a, int b) => (a + b - 1) / b;
}
