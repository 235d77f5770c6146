// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// dweight[o, c, u, v] += sum over the pixels (i, j) of dy[o, i, j] x[c, i s + u - p, j s + v - p], vectorised over the output channels o: blocks of
/// dy are turned so that the o of a pixel lie together, and <see cref="OuterProducts{TRow, TSimd, T, TA, TB, TC}"/> multiplies them by the pixels of
/// x that meet them: those of the nine taps of one channel, or of one tap in up to twelve channels.
/// Sums run over blocks of <see cref="Workspace{T}.BlockPixels"/> pixels, added block by block and image by image.
/// </summary>
internal static class WeightsByChannel<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static int PanelWidth => 2 * TSimd.Lanes;

    /// <summary>Whether the taps of one channel make a tile: 3 x 3 of them, and enough registers.</summary>
    public static bool HasWindows(in ConvolutionGeometry g) => g.KernelHeight == 3 && g.KernelWidth == 3 && TileRows.Most<TSimd>() == 12;

    /// <summary>Adds one image's share to <paramref name="sums"/>, or overwrites them with it.</summary>
    public static void Accumulate(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<T> dy, ReadOnlySpan<int> pixels, ref T turned, ref T sums, bool add)
    {
        for (var o = 0; o < g.OutChannels; o += PanelWidth)
        {
            var width = Math.Min(g.OutChannels - o, PanelWidth);
            for (var start = 0; start < g.OutPlane; start += Workspace<T>.BlockPixels)
            {
                var block = pixels.Slice(start, Math.Min(g.OutPlane - start, Workspace<T>.BlockPixels));
                Transposition<T>.Copy(width, block.Length, in dy[o * g.OutPlane + start], g.OutPlane, ref turned, PanelWidth, add: false);
                if (width <= TSimd.Lanes)
                {
                    Block<Row1<TSimd, T>>(g, ref planes, block, ref turned, ref sums, add || start > 0);
                }
                else
                {
                    Block<Row2<TSimd, T>>(g, ref planes, block, ref turned, ref sums, add || start > 0);
                }
            }

            sums = ref Unsafe.Add(ref sums, g.PatchLength * PanelWidth);
        }
    }

    /// <summary>Turns the sums back and adds them to dweight.</summary>
    public static void AddTo(in ConvolutionGeometry g, ref T sums, Span<T> dweight)
    {
        for (var o = 0; o < g.OutChannels; o += PanelWidth)
        {
            var width = Math.Min(g.OutChannels - o, PanelWidth);
            Transposition<T>.Copy(g.PatchLength, width, in sums, PanelWidth, ref dweight[o * g.PatchLength], g.PatchLength, add: true);
            sums = ref Unsafe.Add(ref sums, g.PatchLength * PanelWidth);
        }
    }

    private static void Block<TRow>(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<int> pixels, ref T turned, ref T sums, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        if (HasWindows(g))
        {
            Windows<TRow>(g, ref planes, pixels, ref turned, ref sums, add);
        }
        else
        {
            Taps<TRow>(g, ref planes, pixels, ref turned, ref sums, add);
        }
    }

    /// <summary>Per channel, the nine taps of a 3 x 3 kernel as the rows of a tile.</summary>
    private static void Windows<TRow>(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<int> pixels, ref T turned, ref T sums, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var zero = T.Zero;
        for (var c = 0; c < g.InChannels; c++)
        {
            OuterProducts<TRow, TSimd, T, WindowColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Tile<Rows9>(
                pixels.Length, in Unsafe.Add(ref planes, c * g.ReadHeight * g.ReadWidth), new WindowColumns(g.ReadWidth, in pixels[0]),
                in turned, new EvenRows(PanelWidth, TSimd.Lanes), in zero, 0, ref Unsafe.Add(ref sums, c * 9 * PanelWidth), PanelWidth, new(TSimd.Lanes, add));
        }
    }

    /// <summary>Per tap, the channels as the rows of tiles.</summary>
    private static void Taps<TRow>(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<int> pixels, ref T turned, ref T sums, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (zero, taps, pitch) = (T.Zero, g.KernelHeight * g.KernelWidth, g.ReadWidth);
        for (var tap = 0; tap < taps; tap++)
        {
            OuterProducts<TRow, TSimd, T, TabledColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
                g.InChannels, pixels.Length,
                in Unsafe.Add(ref planes, tap / g.KernelWidth * pitch + tap % g.KernelWidth), new TabledColumns(g.ReadHeight * pitch, in pixels[0]),
                in turned, new EvenRows(PanelWidth, TSimd.Lanes),
                in zero, 0, ref Unsafe.Add(ref sums, tap * PanelWidth), taps * PanelWidth, new(TSimd.Lanes, add));
        }
    }
}
