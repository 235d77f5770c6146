// Unchecked ref arithmetic: callers have checked that source and destination exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// Copies a matrix B [terms, columns] into panels, each all rows of some columns, one panel's width: panels[(j / width) terms width + p width + j %
/// width] = B[p, j].
/// The last panel is filled up with zeros, to one vector if its columns fit, else to two.
/// </summary>
internal static class Panels<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsPerBlock = 16;

    /// <summary>Copies; <paramref name="width"/> is one or two vectors. One of the strides of <paramref name="b"/> is 1.</summary>
    public static void Copy(int terms, int columns, MatrixView<T> b, int width, ref T panels)
    {
        var whole = columns - columns % width;
        if (b.Column == 1)
        {
            CopyRows(terms, whole, b, width, ref panels);
        }
        else
        {
            for (var j = 0; j < whole; j += width)
            {
                Transposition<T>.Copy(width, terms, in b.At(0, j), b.Column, ref Unsafe.Add(ref panels, j * terms), width, add: false);
            }
        }

        if (whole < columns)
        {
            CopyLast(terms, columns - whole, b.From(0, whole), width, ref Unsafe.Add(ref panels, whole * terms));
        }
    }

    /// <summary>Whole panels, in blocks of rows: few streams are read, and each panel gets some lines in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(int terms, int columns, MatrixView<T> b, int width, ref T panels)
    {
        for (var first = 0; first < terms; first += RowsPerBlock)
        {
            var last = Math.Min(first + RowsPerBlock, terms);
            for (var j = 0; j < columns; j += width)
            {
                ref var from = ref Unsafe.AsRef(in b.At(first, j));
                ref var to = ref Unsafe.Add(ref panels, j * terms + first * width);
                for (var p = first; p < last; p++)
                {
                    for (var lane = 0; lane < width; lane += TSimd.Lanes)
                    {
                        TSimd.Load(in from, (nuint)lane).Store(ref to, (nuint)lane);
                    }

                    from = ref Unsafe.Add(ref from, b.Row);
                    to = ref Unsafe.Add(ref to, width);
                }
            }
        }
    }

    /// <summary>The last, partial panel: as wide as one vector if that is enough, else as two.</summary>
    private static void CopyLast(int terms, int columns, MatrixView<T> b, int width, ref T panel)
    {
        width = columns <= TSimd.Lanes ? TSimd.Lanes : width;
        if (b.Column != 1)
        {
            Transposition<T>.Copy(columns, terms, in b.At(0, 0), b.Column, ref panel, width, add: false);
        }

        var first = b.Column == 1 ? CopyLastRows(terms, columns, b, width, ref panel) : 0;
        for (var p = first; p < terms; p++)
        {
            ref var row = ref Unsafe.Add(ref panel, p * width);
            if (b.Column == 1)
            {
                Segment<T>.Write(columns, ref Unsafe.AsRef(in b.At(p, 0)), ref row, add: false);
            }

            for (var j = columns; j < width; j++)
            {
                Unsafe.Add(ref row, j) = T.Zero;
            }
        }
    }

    /// <summary>
    /// The rows that can be read for the panel's whole width, since rows of B still follow: what is read beyond the columns becomes zero. Returns how
    /// many there are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CopyLastRows(int terms, int columns, MatrixView<T> b, int width, ref T panel)
    {
        var rows = b.Row > 0 ? terms - (int)((width - columns + b.Row - 1) / b.Row) : 0;
        for (var p = 0; p < rows; p++)
        {
            ref var from = ref Unsafe.AsRef(in b.At(p, 0));
            ref var to = ref Unsafe.Add(ref panel, p * width);
            for (var lane = 0; lane < width; lane += TSimd.Lanes)
            {
                TSimd.Select(TSimd.FirstLanes(columns - lane), TSimd.Load(in from, (nuint)lane), TSimd.Zero).Store(ref to, (nuint)lane);
            }
        }

        return Math.Max(rows, 0);
    }
}
