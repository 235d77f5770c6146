// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// Copies an image plane with zeros around it: target[r, q] = source[r step + firstRow, q step + firstColumn], or 0 outside the source. With a step above 1 it takes every
/// step-th row and column. Rows are written in ascending order and in whole vectors, so up to one vector behind the target's last element is overwritten too.
/// </summary>
internal static class PaddedPlane<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Copies the plane [height, width] at the start of <paramref name="source"/>; the vectors of its last rows may reach into what follows in the span, but not beyond.
    /// </summary>
    public static void Copy(ReadOnlySpan<T> source, int height, int width, int firstRow, int firstColumn, int step, ref T target, int rows, int columns)
    {
        var start = Math.Clamp(firstColumn < 0 ? (step - 1 - firstColumn) / step : 0, 0, columns);
        var end = Math.Clamp((width - firstColumn + step - 1) / step, start, columns);
        for (var r = 0; r < rows; r++, target = ref Unsafe.Add(ref target, columns))
        {
            var h = r * step + firstRow;
            if (h < 0 || h >= height)
            {
                Clear(0, columns, ref target);
                continue;
            }

            Clear(0, start, ref target);
            var from = source[(h * width + start * step + firstColumn)..];
            var done = step == 1 ? start + CopyVectors(from, end - start, ref Unsafe.Add(ref target, start)) : start;
            for (; done < end; done++)
            {
                Unsafe.Add(ref target, done) = from[(done - start) * step];
            }

            Clear(done, columns, ref target);
        }
    }

    /// <summary>Copies in whole vectors, zeros after the last element, as far as the source can be read; returns how many elements of the target are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyVectors(ReadOnlySpan<T> from, int count, ref T target)
    {
        var i = 0;
        for (; i < count && i + TSimd.Lanes <= from.Length; i += TSimd.Lanes)
        {
            var value = TSimd.Load(in from[0], (nuint)i);
            (count - i >= TSimd.Lanes ? value : TSimd.Select(TSimd.FirstLanes(count - i), value, TSimd.Zero)).Store(ref target, (nuint)i);
        }

        return i;
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
