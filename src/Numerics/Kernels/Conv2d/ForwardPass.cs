// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// y[n, o, i, j] = bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, i s + u - p, j s + v - p].
/// Each image is copied to padded planes, for stride s into s x s of them: plane (c, a, b) holds the pixels of rows a, a + s, ... and columns b, b +
/// s, ... of the padded image, so that tap (u, v) reads plane (c, u mod s, v mod s) contiguously, from row u / s and column v / s on.
/// Loops, from outside: images n; tiles of pixels and of output channels o (<see cref="TapSums{TSimd, T}"/>); terms (c, u, v).
/// </summary>
internal static class ForwardPass<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y, Span<T> planes, Span<T> tile)
    {
        var grid = new TapGrid(g.OutHeight, g.OutWidth, g.PhasePlane.Columns);
        var offsets = OffsetTable.Take(g.PatchLength);
        Fill(g, offsets);
        for (var n = 0; n < g.Batch; n++)
        {
            Copy(g, x[(n * g.ImageLength)..], ref planes[0]);
            var target = new TapTarget<T>(y[(n * g.OutChannels * g.OutPlane)..], 0, g.OutPlane, g.OutWidth, 1, bias, add: false);
            TapSums<TSimd, T>.Sum(g.OutChannels, offsets, in weight[0], in planes[0], grid, ref tile[0], target);
        }
    }

    private static void Fill(in ConvolutionGeometry g, Span<int> offsets)
    {
        var ((rows, columns), phases, k) = (g.PhasePlane, g.Phases, 0);
        for (var c = 0; c < g.InChannels; c++)
        {
            for (var u = 0; u < g.KernelHeight; u++)
            {
                for (var v = 0; v < g.KernelWidth; v++)
                {
                    var plane = (c * phases.Rows + u % g.Stride) * phases.Columns + v % g.Stride;
                    offsets[k++] = (plane * rows + u / g.Stride) * columns + v / g.Stride;
                }
            }
        }
    }

    private static void Copy(in ConvolutionGeometry g, ReadOnlySpan<T> image, ref T planes)
    {
        var ((rows, columns), phases) = (g.PhasePlane, g.Phases);
        for (var c = 0; c < g.InChannels; c++)
        {
            var channel = image[(c * g.Height * g.Width)..];
            for (var a = 0; a < phases.Rows; a++)
            {
                for (var b = 0; b < phases.Columns; b++)
                {
                    PaddedPlane<TSimd, T>.Copy(channel, g.Height, g.Width, a - g.Padding, b - g.Padding, g.Stride, ref planes, rows, columns);
                    planes = ref Unsafe.Add(ref planes, rows * columns);
                }
            }
        }
    }
}
