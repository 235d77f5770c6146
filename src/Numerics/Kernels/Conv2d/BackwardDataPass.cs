// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// dx[n, c, h, w] += sum of dy[n, o, i, j] weight[o, c, u, v] over all (o, u, v) with i s + u - p = h and j s + v - p = w.
/// For stride s the pixels fall into s x s classes, by (h + p) mod s = a and (w + p) mod s = b, which only the taps u = a, a + s, ..., v = b, b + s,
/// ... reach. Within a class this is a convolution of stride 1 of dy with every s-th tap, in reverse order.
/// </summary>
internal static class BackwardDataPass<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(in ConvolutionGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> weight, Span<T> dx, Span<T> planes, Span<T> tile, Span<T> reversed)
    {
        for (var a = 0; a < g.Stride; a++)
        {
            var rows = PixelClass.Rows(g, a);
            for (var b = 0; b < g.Stride; b++)
            {
                var columns = PixelClass.Columns(g, b);
                if (rows.Count > 0 && columns.Count > 0 && rows.Taps > 0 && columns.Taps > 0)
                {
                    Class(g, rows, columns, dy, weight, dx, planes, tile, reversed);
                }
            }
        }
    }

    private static void Class(
        in ConvolutionGeometry g,
        PixelClass rows,
        PixelClass columns,
        ReadOnlySpan<T> dy,
        ReadOnlySpan<T> weight,
        Span<T> dx,
        Span<T> planes,
        Span<T> tile,
        Span<T> reversed)
    {
        var offsets = OffsetTable.Take(g.OutChannels * rows.Taps * columns.Taps);
        Fill(g, rows, columns, offsets);
        Reverse(g, rows, columns, weight, reversed);
        for (var n = 0; n < g.Batch; n++)
        {
            ref var plane = ref planes[0];
            for (var o = 0; o < g.OutChannels; o++)
            {
                var cotangent = dy[((n * g.OutChannels + o) * g.OutPlane)..];
                PaddedPlane<TSimd, T>.Copy(
                    cotangent, g.OutHeight, g.OutWidth, rows.FirstOutput, columns.FirstOutput, 1, ref plane, rows.Extent, columns.Extent);
                plane = ref Unsafe.Add(ref plane, rows.Extent * columns.Extent);
            }

            var target = new TapTarget<T>(
                dx[(n * g.ImageLength)..], rows.FirstPixel * g.Width + columns.FirstPixel, g.Height * g.Width, g.Stride * g.Width, g.Stride, [], add: true);
            TapSums<TSimd, T>.Sum(
                g.InChannels, offsets, in reversed[0], in planes[0], new TapGrid(rows.Count, columns.Count, columns.Extent), ref tile[0], target);
        }
    }

    private static void Fill(in ConvolutionGeometry g, PixelClass rows, PixelClass columns, Span<int> offsets)
    {
        var k = 0;
        for (var o = 0; o < g.OutChannels; o++)
        {
            for (var d = 0; d < rows.Taps; d++)
            {
                for (var e = 0; e < columns.Taps; e++)
                {
                    offsets[k++] = (o * rows.Extent + d) * columns.Extent + e;
                }
            }
        }
    }

    /// <summary>reversed[c, o, d, e] = weight[o, c, u, v] with the class's taps u, v from the last to the first.</summary>
    private static void Reverse(in ConvolutionGeometry g, PixelClass rows, PixelClass columns, ReadOnlySpan<T> weight, Span<T> reversed)
    {
        ref var to = ref reversed[0];
        for (var c = 0; c < g.InChannels; c++)
        {
            ref var kernel = ref Unsafe.AsRef(in weight[c * g.KernelHeight * g.KernelWidth]);
            for (var o = 0; o < g.OutChannels; o++)
            {
                for (var u = rows.LastTap; u >= 0; u -= g.Stride)
                {
                    for (var v = columns.LastTap; v >= 0; v -= g.Stride)
                    {
                        to = Unsafe.Add(ref kernel, u * g.KernelWidth + v);
                        to = ref Unsafe.Add(ref to, 1);
                    }
                }

                kernel = ref Unsafe.Add(ref kernel, g.PatchLength);
            }
        }
    }
}
