using System.Numerics;

namespace QXai.Numerics.Kernels;

/// <summary>
/// The image as a matrix of patches, [C kh kw, H' W']: patches[(c, u, v), (i, j)] = x[c, i s + u - p, j s + v - p], 0 outside. Convolution is then a matrix product.
/// </summary>
internal static class Patches
{
    public static void Gather<T>(in ConvolutionGeometry g, ReadOnlySpan<T> x, Span<T> patches)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = 0;
        for (var c = 0; c < g.InChannels; c++)
        {
            for (var u = 0; u < g.KernelHeight; u++)
            {
                for (var v = 0; v < g.KernelWidth; v++)
                {
                    for (var i = 0; i < g.OutHeight; i++)
                    {
                        var row = i * g.Stride + u - g.Padding;
                        for (var j = 0; j < g.OutWidth; j++, at++)
                        {
                            var column = j * g.Stride + v - g.Padding;
                            var inside = (uint)row < (uint)g.Height && (uint)column < (uint)g.Width;
                            patches[at] = inside ? x[(c * g.Height + row) * g.Width + column] : T.Zero;
                        }
                    }
                }
            }
        }
    }

    public static void Scatter<T>(in ConvolutionGeometry g, ReadOnlySpan<T> patches, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = 0;
        for (var c = 0; c < g.InChannels; c++)
        {
            for (var u = 0; u < g.KernelHeight; u++)
            {
                for (var v = 0; v < g.KernelWidth; v++)
                {
                    for (var i = 0; i < g.OutHeight; i++)
                    {
                        var row = i * g.Stride + u - g.Padding;
                        for (var j = 0; j < g.OutWidth; j++, at++)
                        {
                            var column = j * g.Stride + v - g.Padding;
                            if ((uint)row < (uint)g.Height && (uint)column < (uint)g.Width)
                            {
                                dx[(c * g.Height + row) * g.Width + column] += patches[at];
                            }
                        }
                    }
                }
            }
        }
    }
}
