// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Between weights [O, C, kh, kw] and the same as rows of kernels, [O, u, (v, c)], where a row begins on a cache line.</summary>
internal static class KernelRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>rows[o, u, (v, c)] = weight[o, c, u, v]; what fills a pixel or a row up is not touched.</summary>
    public static void Copy(FusedShape s, ReadOnlySpan<T> weight, Span<T> rows)
    {
        var (g, length, taps) = (s.G, s.PaddedTapRow, s.G.KernelHeight * s.G.KernelWidth);
        var (blocks, columns) = length == s.TapRow ? (1, taps) : (g.KernelHeight, g.KernelWidth);
        for (var o = 0; o < g.OutChannels; o++)
        {
            for (var u = 0; u < blocks; u++)
            {
                ref var to = ref rows[(o * g.KernelHeight + u) * length];
                Transposition<T>.Copy(g.InChannels, columns, in weight[o * g.PatchLength + u * columns], taps, ref to, s.Pixel, add: false);
            }
        }
    }

    /// <summary>dweight[o, c, u, v] += rows[o, u, (v, c)].</summary>
    public static void AddBack(FusedShape s, ReadOnlySpan<T> rows, Span<T> dweight)
    {
        var (g, length, taps) = (s.G, s.PaddedTapRow, s.G.KernelHeight * s.G.KernelWidth);
        var (blocks, columns) = length == s.TapRow ? (1, taps) : (g.KernelHeight, g.KernelWidth);
        for (var o = 0; o < g.OutChannels; o++)
        {
            for (var u = 0; u < blocks; u++)
            {
                ref readonly var from = ref rows[(o * g.KernelHeight + u) * length];
                Transposition<T>.Copy(columns, g.InChannels, in from, s.Pixel, ref dweight[o * g.PatchLength + u * columns], taps, add: true);
            }
        }
    }
}
