using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>What a fused convolution's forward pass works in, and what it leaves to the backward pass.</summary>
internal sealed class FusedMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of convolution outputs that wait for the rectifier: they stay in the first-level cache.</summary>
    private const int StripBytes = 32 * 1024;

    public FusedMemory(FusedShape s)
    {
        var (g, outputs) = (s.G, s.PaddedOutputs<T>());
        var rowBytes = s.Pool * s.Pitch * outputs * AlignedMemory<byte>.Line / AlignedMemory<T>.Line;
        StripRows = Math.Clamp(StripBytes / rowBytes, 1, s.Rows);
        Images = new AlignedMemory<T>(g.Batch * s.Image + 4 * AlignedMemory<T>.Line);
        Winners = new AlignedMemory<T>(g.Batch * s.Windows * outputs);
        WinnersByChannel = new AlignedMemory<T>(s.OutLength + AlignedMemory<T>.Line);
        Weights = new AlignedMemory<T>(g.PatchLength * outputs);
        Bias = new AlignedMemory<T>(outputs);
        Sums = new AlignedMemory<T>(StripRows * s.Pool * s.Pitch * outputs);
        Pooled = new AlignedMemory<T>(StripRows * s.Columns * outputs);
        Terms = new int[g.PatchLength];
        for (var k = 0; k < Terms.Length; k++)
        {
            var (c, u, v) = (k / (g.KernelHeight * g.KernelWidth), k / g.KernelWidth % g.KernelHeight, k % g.KernelWidth);
            Terms[k] = u * s.ImageRow + v * g.InChannels + c;
        }
    }

    /// <summary>Rows of windows that are computed together.</summary>
    public int StripRows { get; }

    /// <summary>x, [N, H + 2p, W + 2p, C]; the border stays zero.</summary>
    public AlignedMemory<T> Images { get; }

    /// <summary>[N, windows, O]: the position in its window, counted row by row, of the output that won; -1 where the rectifier is dead.</summary>
    public AlignedMemory<T> Winners { get; }

    /// <summary>The same as [N, O, windows].</summary>
    public AlignedMemory<T> WinnersByChannel { get; }

    /// <summary>The weights, [(c, u, v), O].</summary>
    public AlignedMemory<T> Weights { get; }

    public AlignedMemory<T> Bias { get; }

    /// <summary>Convolution outputs of a strip, [rows, pitch, O].</summary>
    public AlignedMemory<T> Sums { get; }

    /// <summary>Results of a strip, [windows, O].</summary>
    public AlignedMemory<T> Pooled { get; }

    /// <summary>For each (c, u, v), how far from an output's <see cref="FusedShape.Start"/> it reads.</summary>
    public int[] Terms { get; }
}
