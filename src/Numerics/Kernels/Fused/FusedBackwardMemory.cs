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
        KernelLength = g.KernelHeight * s.PaddedTapRow;
        Kernels = new AlignedMemory<T>(g.OutChannels * KernelLength + 4 * s.Line);
        KernelSums = new AlignedMemory<T>(Math.Max(g.OutChannels * KernelLength, g.PatchLength * outputs) + 4 * s.Line);
        BiasSums = new AlignedMemory<T>(outputs);
        WinnersByChannel = new AlignedMemory<T>(g.OutChannels * StripPitch);
        Cotangents = new AlignedMemory<T>(StripPitch * outputs);
        CotangentsByChannel = new AlignedMemory<T>(g.OutChannels * StripPitch);
        Live = new LiveOutputs<T>(StripPitch);
        HasRowsOfKernels = !s.UsesWinogradBackward && !s.HasFewChannels;
        if (s.IsDense)
        {
            OutputCotangents = new Images<T>(g.Batch, g.OutHeight, g.OutWidth, Math.Max(1, 2 - g.Padding), outputs);
        }

        if (s.UsesWinogradBackward)
        {
            Winograd = new WinogradMemory<T>(g.OutChannels, outputs, s.Pixel);
            WinogradWeights = new WinogradWeightMemory<T>(g.InChannels, s.Pixel, outputs);
        }

        WindowStarts = new AlignedMemory<T>(StripPitch);
        for (var w = 0; w < StripImages * StripRows * s.Columns; w++)
        {
            var (row, j) = (w / s.Columns, w % s.Columns);
            WindowStarts.Span[w] = T.CreateChecked((row / StripRows * s.Image) + s.Start(row % StripRows * s.Pool, j * s.Pool));
        }
    }

    /// <summary>Whether the gradient of the kernels is summed as [O, u, (v, c)]; else as [(c, u, v), O].</summary>
    public bool HasRowsOfKernels { get; }

    /// <summary>The gradient of every output of the convolution, where backward takes it as dense.</summary>
    public Images<T>? OutputCotangents { get; }

    /// <summary>For the gradient of the data where it is Winograd's.</summary>
    public WinogradMemory<T>? Winograd { get; }

    /// <summary>For the gradient of the weights where it is Winograd's.</summary>
    public WinogradWeightMemory<T>? WinogradWeights { get; }

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

    /// <summary>Where each window of a strip begins to read, counted from the strip's first element.</summary>
    public AlignedMemory<T> WindowStarts { get; }

    /// <summary>Of one channel and a strip: the live outputs.</summary>
    public LiveOutputs<T> Live { get; }
}
