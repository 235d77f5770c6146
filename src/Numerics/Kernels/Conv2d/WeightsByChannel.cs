// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// dweight[o, c, u, v] += sum over the pixels (i, j) of dy[o, i, j] x[c, i s + u - p, j s + v - p], vectorised over the output channels o: blocks of dy are turned so that
/// the o of a pixel lie together, and per tap (u, v) one <see cref="OuterProducts{TRow, TSimd, T}"/> multiplies them by that tap's pixel of up to twelve channels c.
/// Sums run over blocks of <see cref="Workspace{T}.BlockPixels"/> pixels, added block by block and image by image.
/// </summary>
internal static class WeightsByChannel<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static int PanelWidth => 2 * TSimd.Lanes;

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

            sums = ref Unsafe.Add(ref sums, (g.PatchLength + 1) * PanelWidth);
        }
    }

    /// <summary>Turns the sums back and adds them to dweight and, unless it is empty, dbias.</summary>
    public static void AddTo(in ConvolutionGeometry g, ref T sums, Span<T> dweight, Span<T> dbias)
    {
        for (var o = 0; o < g.OutChannels; o += PanelWidth)
        {
            var width = Math.Min(g.OutChannels - o, PanelWidth);
            Transposition<T>.Copy(g.PatchLength, width, in sums, PanelWidth, ref dweight[o * g.PatchLength], g.PatchLength, add: true);
            for (var lane = 0; lane < width && !dbias.IsEmpty; lane++)
            {
                dbias[o + lane] += Unsafe.Add(ref sums, g.PatchLength * PanelWidth + lane);
            }

            sums = ref Unsafe.Add(ref sums, (g.PatchLength + 1) * PanelWidth);
        }
    }

    private static void Block<TRow>(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<int> pixels, ref T turned, ref T sums, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (taps, pitch) = (g.KernelHeight * g.KernelWidth, g.ReadWidth);
        for (var tap = 0; tap < taps; tap++)
        {
            OuterProducts<TRow, TSimd, T>.Sum(
                g.InChannels, pixels.Length, in Unsafe.Add(ref planes, tap / g.KernelWidth * pitch + tap % g.KernelWidth), g.ReadHeight * pitch, new Tabled(in pixels[0]),
                in turned, new Strided(PanelWidth), ref Unsafe.Add(ref sums, tap * PanelWidth), taps * PanelWidth, add);
        }

        var one = T.One;
        OuterProducts<TRow, TSimd, T>.Sum(
            1, pixels.Length, in one, 0, new Strided(0), in turned, new Strided(PanelWidth), ref Unsafe.Add(ref sums, g.PatchLength * PanelWidth), 0, add);
    }
}
