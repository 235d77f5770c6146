using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>What a fused convolution's backward pass works in.</summary>
internal sealed class FusedBackwardMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of the image that the windows of a strip read: they stay in the first-level cache. Part of the result's definition.</summary>
    private const int StripBytes = 32 * 1024;

    public FusedBackwardMemory(FusedShape s)
    {
        var (g, outputs) = (s.G, s.PaddedOutputs);
        var rowBytes = s.ImageRow * AlignedMemory<byte>.Line / s.Line;
        StripRows = Math.Clamp((StripBytes / rowBytes - g.KernelHeight + g.Stride) / (s.Pool * g.Stride), 1, s.Rows);
        StripImages = StripRows == s.Rows ? Math.Clamp(StripBytes / (rowBytes * g.Height), 1, Math.Max(1, g.Batch)) : 1;
        StripPitch = (StripImages * StripRows * s.Columns + s.Line - 1) / s.Line * s.Line + s.Line;
        TableWindows = StripImages * s.Windows;
        KernelLength = g.KernelHeight * s.PaddedTapRow;
        Kernels = new AlignedMemory<T>(g.OutChannels * KernelLength + 4 * s.Line);
        KernelSums = new AlignedMemory<T>(Math.Max(g.OutChannels * KernelLength, g.PatchLength * outputs) + 4 * s.Line);
        BiasSums = new AlignedMemory<T>(outputs);
        WinnersByChannel = new AlignedMemory<T>(g.OutChannels * StripPitch);
        Cotangents = new AlignedMemory<T>(StripPitch * outputs);
        CotangentsByChannel = new AlignedMemory<T>(g.OutChannels * StripPitch);
        ByChannel = new LiveOutputs<T>(1, StripPitch);
        ByPosition = new LiveOutputs<T>(s.Positions, outputs);
        KernelStarts = new AlignedMemory<T>(outputs);
        for (var o = 0; o < g.OutChannels; o++)
        {
            KernelStarts.Span[o] = LiveOutputs<T>.Bits(o * KernelLength);
        }

        StartBits = new AlignedMemory<T>(s.Positions * TableWindows + s.Line);
        for (var i = 0; i < s.Positions * TableWindows; i++)
        {
            var (k, n, w) = (i / TableWindows, i % TableWindows / s.Windows, i % s.Windows);
            StartBits.Span[i] = LiveOutputs<T>.Bits(n * s.Image + s.Start(w / s.Columns * s.Pool + k / s.Pool, w % s.Columns * s.Pool + k % s.Pool));
        }
    }

    /// <summary>Images per strip: several only where strips are whole images.</summary>
    public int StripImages { get; }

    /// <summary>Rows of windows per strip.</summary>
    public int StripRows { get; }

    /// <summary>From one channel to the next in what is listed by channel.</summary>
    public int StripPitch { get; }

    /// <summary>From one kernel to the next.</summary>
    public int KernelLength { get; }

    /// <summary>The weights, [O, u, (v, c)], pixels and rows filled up with zeros to whole cache lines.</summary>
    public AlignedMemory<T> Kernels { get; }

    /// <summary>Their gradient in the same layout, or [(c, u, v), O]; what fills pixels and rows up means nothing.</summary>
    public AlignedMemory<T> KernelSums { get; }

    public AlignedMemory<T> BiasSums { get; }

    /// <summary>Winners of a strip, [O, windows].</summary>
    public AlignedMemory<T> WinnersByChannel { get; }

    /// <summary>dy of a strip, [windows, O].</summary>
    public AlignedMemory<T> Cotangents { get; }

    /// <summary>The same, [O, windows].</summary>
    public AlignedMemory<T> CotangentsByChannel { get; }

    /// <summary>Per channel, where its kernel stands.</summary>
    public AlignedMemory<T> KernelStarts { get; }

    /// <summary>Windows of as many images as a strip may have.</summary>
    public int TableWindows { get; }

    /// <summary>[position, window]: where the output at that position of that window reads the strip's first image, as the entries of lists.</summary>
    public AlignedMemory<T> StartBits { get; }

    /// <summary>Of one channel and a strip: where its live outputs read the image.</summary>
    public LiveOutputs<T> ByChannel { get; }

    /// <summary>Of a window: per position in it, the kernels of the channels that live there.</summary>
    public LiveOutputs<T> ByPosition { get; }
}
