// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// The same sums as <see cref="WeightsByChannel{TSimd, T}"/> where there are few input channels, vectorised over the weights (c, u, v): for every
/// pixel of a block the patch of x that it reads is written out as a row of a matrix, and that matrix is multiplied by dy as it lies.
/// </summary>
internal static class WeightsByPatch<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adds one image's share to <paramref name="sums"/> [o, patch], or overwrites them with it.</summary>
    public static void Accumulate(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<T> dy, ReadOnlySpan<int> pixels, ref T patches, ref T sums, bool add)
    {
        var length = Workspace<T>.PatchRow(g, TSimd.Lanes);
        for (var start = 0; start < g.OutPlane; start += Workspace<T>.BlockPixels)
        {
            var block = pixels.Slice(start, Math.Min(g.OutPlane - start, Workspace<T>.BlockPixels));
            WritePatches(g, ref planes, block, ref patches, length);
            var k = 0;
            for (; k <= length - 2 * TSimd.Lanes; k += 2 * TSimd.Lanes)
            {
                Columns<Row2<TSimd, T>>(g, block.Length, in dy[start], ref Unsafe.Add(ref patches, k), length, ref Unsafe.Add(ref sums, k), add || start > 0);
            }

            if (k < length)
            {
                Columns<Row1<TSimd, T>>(g, block.Length, in dy[start], ref Unsafe.Add(ref patches, k), length, ref Unsafe.Add(ref sums, k), add || start > 0);
            }
        }
    }

    /// <summary>Adds the sums to dweight.</summary>
    public static void AddTo(in ConvolutionGeometry g, ReadOnlySpan<T> sums, Span<T> dweight)
    {
        var length = Workspace<T>.PatchRow(g, TSimd.Lanes);
        for (var o = 0; o < g.OutChannels; o++)
        {
            var row = dweight.Slice(o * g.PatchLength, g.PatchLength);
            for (var k = 0; k < row.Length; k++)
            {
                row[k] += sums[o * length + k];
            }
        }
    }

    private static void Columns<TRow>(in ConvolutionGeometry g, int pixels, ref readonly T dy, ref readonly T patches, int length, ref T sums, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var zero = T.Zero;
        OuterProducts<TRow, TSimd, T, EvenColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
            g.OutChannels, pixels, in dy, new EvenColumns(g.OutPlane, 1), in patches, new EvenRows(length, TSimd.Lanes),
            in zero, 0, ref sums, length, new(TSimd.Lanes, add));
    }

    /// <summary>
    /// patches[pixel, (c, u, v)] in ascending order, a kernel row at a time in small vectors: what one writes too much the next one overwrites, up to
    /// one vector behind the last row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WritePatches(in ConvolutionGeometry g, ref T planes, ReadOnlySpan<int> pixels, ref T patches, int length)
    {
        var (channels, kernelHeight, kernelWidth, pitch, plane) = (g.InChannels, g.KernelHeight, g.KernelWidth, g.ReadWidth, g.ReadHeight * g.ReadWidth);
        foreach (var pixel in pixels)
        {
            ref var to = ref patches;
            for (var c = 0; c < channels; c++)
            {
                ref var from = ref Unsafe.Add(ref planes, c * plane + pixel);
                for (var u = 0; u < kernelHeight; u++)
                {
                    for (var v = 0; v < kernelWidth; v += Simd128<T>.Lanes)
                    {
                        Simd128<T>.Load(in from, (nuint)v).Store(ref to, (nuint)v);
                    }

                    from = ref Unsafe.Add(ref from, pitch);
                    to = ref Unsafe.Add(ref to, kernelWidth);
                }
            }

            patches = ref Unsafe.Add(ref patches, length);
        }
    }
}
