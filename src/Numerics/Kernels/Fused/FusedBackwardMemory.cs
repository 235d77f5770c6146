using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>What a fused convolution's backward pass works in.</summary>
internal sealed class FusedBackwardMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Windows whose live outputs are listed together: part of the result's definition.</summary>
    private const int StripWindows = 256;

    public FusedBackwardMemory(FusedShape s)
    {
        var (g, outputs, line) = (s.G, s.PaddedOutputs<T>(), AlignedMemory<T>.Line);
        Strip = Math.Min(StripWindows, s.Windows);
        KernelLength = g.KernelHeight * s.PaddedTapRow<T>();
        Kernels = new AlignedMemory<T>(g.OutChannels * KernelLength + 4 * line);
        KernelSums = new AlignedMemory<T>(g.OutChannels * KernelLength + 4 * line);
        BiasSums = new T[g.OutChannels];
        ImageSums = new AlignedMemory<T>(s.Image + 4 * line);
        Cotangents = new AlignedMemory<T>(Strip * outputs);
        ByChannel = new LiveOutputs<T>(1, Strip);
        ByPosition = new LiveOutputs<T>(s.Pool * s.Pool, outputs);
        KernelStarts = new AlignedMemory<T>(outputs);
        for (var o = 0; o < g.OutChannels; o++)
        {
            KernelStarts.Span[o] = LiveOutputs<T>.Bits(o * KernelLength);
        }

        Starts = new int[s.Pool * s.Pool, s.Windows];
        StartBits = new AlignedMemory<T>(s.Pool * s.Pool * s.Windows + line);
        for (var k = 0; k < s.Pool * s.Pool; k++)
        {
            for (var w = 0; w < s.Windows; w++)
            {
                Starts[k, w] = s.Start(w / s.Columns * s.Pool + k / s.Pool, w % s.Columns * s.Pool + k % s.Pool);
                StartBits.Span[k * s.Windows + w] = LiveOutputs<T>.Bits(Starts[k, w]);
            }
        }
    }

    /// <summary>Windows per strip.</summary>
    public int Strip { get; }

    /// <summary>From one kernel to the next.</summary>
    public int KernelLength { get; }

    /// <summary>The weights, [O, u, (v, c)], rows filled up with zeros to whole cache lines.</summary>
    public AlignedMemory<T> Kernels { get; }

    /// <summary>Their gradient in the same layout; what stands behind a row's end means nothing.</summary>
    public AlignedMemory<T> KernelSums { get; }

    public T[] BiasSums { get; }

    /// <summary>The gradient of one image, channels last, with its border.</summary>
    public AlignedMemory<T> ImageSums { get; }

    /// <summary>dy of a strip, [windows, O].</summary>
    public AlignedMemory<T> Cotangents { get; }

    /// <summary>Per channel, where its kernel stands.</summary>
    public AlignedMemory<T> KernelStarts { get; }

    /// <summary>[position, window]: where the output at that position of that window reads the image.</summary>
    public int[,] Starts { get; }

    /// <summary>The same as the entries of lists.</summary>
    public AlignedMemory<T> StartBits { get; }

    /// <summary>Of one channel and a strip: where its live outputs read the image.</summary>
    public LiveOutputs<T> ByChannel { get; }

    /// <summary>Of a window: per position in it, the kernels of the channels that live there.</summary>
    public LiveOutputs<T> ByPosition { get; }
}
