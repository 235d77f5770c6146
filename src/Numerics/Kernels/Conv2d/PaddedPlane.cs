// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// Copies an image plane with zeros around it: target[r, q] = source[r step + firstRow, q step + firstColumn], or 0 outside the source. With a step
/// above 1 it takes every step-th row and column. Rows are written in ascending order and in whole vectors, so up to one vector behind the target's
/// last element is overwritten too.
/// </summary>
internal static class PaddedPlane<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Copies the plane [height, width] at the start of <paramref name="source"/>; the vectors of its last rows may reach into what follows in the
    /// span, but not beyond.
    /// </summary>
    public static void Copy(ReadOnlySpan<T> source, int height, int width, int firstRow, int firstColumn, int step, ref T target, int rows, int columns)
    {
        var start = Math.Clamp(firstColumn < 0 ? (step - 1 - firstColumn) / step : 0, 0, columns);
        var end = Math.Clamp((width - firstColumn + step - 1) / step, start, columns);
        var vectors = (end - start + TSimd.Lanes - 1) / TSimd.Lanes * TSimd.Lanes;
        for (var r = 0; r < rows; r++, target = ref Unsafe.Add(ref target, columns))
        {
            var h = r * step + firstRow;
            var from = h * width + start * step + firstColumn;
            if (h < 0 || h >= height)
            {
                Clear(0, columns, ref target);
            }
            else if (step == 1 && from + vectors <= source.Length)
            {
                Clear(0, start, ref target);
                CopyVectors(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), from), end - start, ref Unsafe.Add(ref target, start));
                Clear(start + vectors, columns, ref target);
            }
            else
            {
                Clear(0, columns, ref target);
                for (var q = start; q < end; q++)
                {
                    Unsafe.Add(ref target, q) = source[from + (q - start) * step];
                }
            }
        }
    }

    /// <summary>Copies in whole vectors, with zeros after the last element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyVectors(ref T from, int count, ref T target)
    {
        var i = 0;
        for (; i <= count - TSimd.Lanes; i += TSimd.Lanes)
        {
            TSimd.Load(in from, (nuint)i).Store(ref target, (nuint)i);
        }

        if (i < count)
        {
            TSimd.Select(TSimd.FirstLanes(count - i), TSimd.Load(in from, (nuint)i), TSimd.Zero).Store(ref target, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(int start, int end, ref T target)
    {
        for (var i = start; i < end; i += TSimd.Lanes)
        {
            TSimd.Zero.Store(ref target, (nuint)i);
        }
    }
}
