namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// Along one axis, the pixels h with (h + padding) mod stride = residue, which only the taps residue, residue + stride, ... reach:
/// <paramref name="Count"/> pixels from
/// <paramref name="FirstPixel"/> on; <paramref name="Taps"/> taps, the last of them <paramref name="LastTap"/>. The first pixel meets the last tap at
/// output <paramref name="FirstOutput"/>, which may be negative: outside.
/// </summary>
internal readonly record struct PixelClass(int Count, int FirstPixel, int Taps, int LastTap, int FirstOutput)
{
    /// <summary>Outputs that all pixels of the class read together.</summary>
    public int Extent => Math.Max(Count + Taps - 1, 0);

    /// <summary>The rows of x whose residue is <paramref name="residue"/>.</summary>
    public static PixelClass Rows(in ConvolutionGeometry g, int residue) => Of(residue, g.KernelHeight, g.Height, g.Stride, g.Padding);

    /// <summary>The columns of x whose residue is <paramref name="residue"/>.</summary>
    public static PixelClass Columns(in ConvolutionGeometry g, int residue) => Of(residue, g.KernelWidth, g.Width, g.Stride, g.Padding);

    private static PixelClass Of(int residue, int kernel, int pixels, int stride, int padding)
    {
        var taps = residue < kernel ? (kernel - residue + stride - 1) / stride : 0;
        var first = padding > residue ? (padding - residue + stride - 1) / stride : 0;
        var end = (pixels + padding - residue + stride - 1) / stride;
        return new PixelClass(Math.Max(end - first, 0), first * stride + residue - padding, taps, residue + stride * (taps - 1), first - taps + 1);
    }
}
