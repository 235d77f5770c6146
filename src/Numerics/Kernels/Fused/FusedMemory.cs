using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>What a fused convolution's forward pass works in, and what it leaves to the backward pass.</summary>
internal sealed class FusedMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of convolution outputs that wait for the rectifier: they stay in the first-level cache.</summary>
    private const int StripBytes = 32 * 1024;

    private readonly AlignedMemory<T>[] winners;

    public FusedMemory(FusedShape s, int chunks)
    {
        var (g, outputs) = (s.G, s.PaddedOutputs);
        var rowBytes = s.Pool * s.Pitch * outputs * AlignedMemory<byte>.Line / s.Line;
        StripRows = Math.Clamp(StripBytes / rowBytes, 1, s.Rows);
        var windows = s.IsDense && s.UsesWinograd ? 0 : g.Batch * s.Windows;
        winners = [.. Enumerable.Range(0, chunks).Select(_ => new AlignedMemory<T>(windows * outputs))];
        Weights = new AlignedMemory<T>(g.PatchLength * outputs);
        Bias = new AlignedMemory<T>(outputs);
        if (s.UsesWinograd)
        {
            Winograd = new WinogradMemory<T>(g.InChannels, s.Pixel, outputs);
            StripRows += s.Pool * StripRows % 2;
        }

        var inTiles = s.IsDense || ((s.UsesWinograd || s.HasFewTerms) && s.Pool > 1 && int.IsPow2(s.Pool));
        Sums = new AlignedMemory<T>(inTiles ? 0 : StripRows * s.Pool * s.Pitch * outputs);
        Terms = new int[g.PatchLength];
        for (var k = 0; k < Terms.Length; k++)
        {
            var (c, u, v) = (k / (g.KernelHeight * g.KernelWidth), k / g.KernelWidth % g.KernelHeight, k % g.KernelWidth);
            Terms[k] = u * s.ImageRow + v * s.Pixel + c;
        }
    }

    /// <summary>Rows of windows that are computed together; with Winograd's tiles, two at least where a window is an odd number of rows.</summary>
    public int StripRows { get; }

    /// <summary>Whose <see cref="Winners"/> are meant.</summary>
    public int Chunk { get; set; }

    /// <summary>
    /// [N, windows, O]: how far from its window's first output the output that won reads the image; -1 where the rectifier is dead. Dense shapes of
    /// Winograd's have none.
    /// </summary>
    public AlignedMemory<T> Winners => winners[Chunk];

    /// <summary>The weights, [(c, u, v), O].</summary>
    public AlignedMemory<T> Weights { get; }

    public AlignedMemory<T> Bias { get; }

    /// <summary>Where the forward pass is Winograd's.</summary>
    public WinogradMemory<T>? Winograd { get; }

    /// <summary>Convolution outputs of a strip, [rows, pitch, O].</summary>
    public AlignedMemory<T> Sums { get; }

    /// <summary>For each (c, u, v), how far from an output's <see cref="FusedShape.Start"/> it reads.</summary>
    public int[] Terms { get; }
}
