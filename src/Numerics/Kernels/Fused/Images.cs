using System.Numerics;
using System.Runtime.CompilerServices;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Images with their channels last and a border: pixel (h, w) of image n begins at <see cref="At"/>(n, h, w) and has <paramref name="pixel"/>
/// elements. What one fused layer writes is what the next one reads, and the gradient lies likewise. The border is zero unless written to.
/// </summary>
internal sealed class Images<T>(int count, int height, int width, int border, int pixel)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Kernels may read, but not use, one row and a few vectors beyond the end.</summary>
    private readonly AlignedMemory<T> memory = new(
        (count * (height + 2 * border) + 1) * (width + 2 * border) * pixel + 4 * AlignedMemory<T>.Line);

    public int Height => height;

    public int Width => width;

    /// <summary>From one pixel to the next.</summary>
    public int Pixel => pixel;

    /// <summary>From one row to the next.</summary>
    public int Row { get; } = (width + 2 * border) * pixel;

    /// <summary>From one image to the next.</summary>
    public int Image { get; } = (height + 2 * border) * (width + 2 * border) * pixel;

    /// <summary>The first element of image <paramref name="n"/>, in the upper left corner of its border.</summary>
    public ref T First(int n) => ref Unsafe.Add(ref memory.First, n * Image);

    /// <summary>The first element of pixel (h, w) of image n.</summary>
    public ref T At(int n, int h, int w) => ref Unsafe.Add(ref memory.First, n * Image + (h + border) * Row + (w + border) * pixel);

    /// <summary>Makes all zero.</summary>
    public void Clear() => memory.Span.Clear();

    /// <summary>image[n, h, w, c] = x[n, c, h, w] for the channels that x has.</summary>
    public void Read(int channels, ReadOnlySpan<T> x)
    {
        for (var n = 0; n < count; n++)
        {
            for (var h = 0; h < height; h++)
            {
                Transposition<T>.Copy(channels, width, in x[(n * channels * height + h) * width], height * width, ref At(n, h, 0), pixel, add: false);
            }
        }
    }

    /// <summary>y[n, c, h, w] = image[n, h, w, c], or += with <paramref name="add"/>, for the channels that y has.</summary>
    public void Write(int channels, Span<T> y, bool add)
    {
        for (var n = 0; n < count; n++)
        {
            for (var h = 0; h < height; h++)
            {
                Transposition<T>.Copy(width, channels, in At(n, h, 0), pixel, ref y[(n * channels * height + h) * width], height * width, add);
            }
        }
    }
}
