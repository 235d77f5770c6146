// Unchecked ref arithmetic: MatMul has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// C = A B (or +=) by blocks that fit the caches. Loops, from outside: blocks of columns of B and of <see cref="BlockTerms"/> terms p, copied into
/// panels as wide as a tile; blocks of rows of A, copied so that the rows of a tile lie together (they stay in the second-level cache); panels (one
/// stays in the first-level cache); tiles of <see cref="OuterProducts{TRow, TSimd, T, TA, TB, TC}"/>.
/// Copies are made only where the matrix is read often enough or lies across. Each element of C is the sum, block by block, of sums with p ascending:
/// the same operations for every vector width, block of C and number of threads, hence the same bits.
/// </summary>
internal static class BlockedProduct<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Terms that are summed in registers before they are added to C. Many, since every block of them reads and writes all of C, which comes from
    /// main memory: a panel of B then comes from the second-level cache, which costs less. Part of the result's definition: the same for all vector widths.
    /// </summary>
    public const int BlockTerms = 1024;

    private const int MostEdgeRows = 24;

    /// <summary>Lines of a copied block of A are a cache line longer than need be: were they a power of two apart, the rows of a tile would fall into
    /// the same places of the caches.</summary>
    private static int Padding => 64 / Unsafe.SizeOf<T>();

    private static int PanelWidth => 2 * TSimd.Lanes;

    private static int BlockRows => 480 * 1024 / Unsafe.SizeOf<T>() / BlockTerms;

    private static int BlockColumns => 4096 * 1024 / Unsafe.SizeOf<T>() / BlockTerms;

    public static void Multiply(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, ref T c, nint cRow, bool accumulate)
    {
        var blockColumns = m > BlockRows / 4 ? BlockColumns : BlockColumns / 4;
        var (rows, columns, terms) = (Math.Min(m, BlockRows), Math.Min(n, blockColumns), Math.Min(k, BlockTerms));
        var copyA = n > 4 * PanelWidth && m > MostEdgeRows && (a.Column != 1 || a.Row * Unsafe.SizeOf<T>() % 4096 == 0);
        var copyB = m > MostEdgeRows || b.Column != 1;
        var (edgeLength, panelLength) = (MostEdgeRows * PanelWidth, (copyB ? (columns + PanelWidth - 1) / PanelWidth * PanelWidth : PanelWidth) * terms);
        var scratch = Scratch<T>.Take(edgeLength + panelLength + (copyA ? rows * terms + Math.Max(rows, terms) * Padding : 0));
        ref var edge = ref MemoryMarshal.GetReference(scratch);
        ref var panels = ref Unsafe.Add(ref edge, edgeLength);
        ref var aCopy = ref Unsafe.Add(ref panels, panelLength);
        for (var j0 = 0; j0 < n; j0 += blockColumns)
        {
            columns = Math.Min(n - j0, blockColumns);
            for (var p0 = 0; p0 < k; p0 += BlockTerms)
            {
                terms = Math.Min(k - p0, BlockTerms);
                var bBlock = b.From(p0, j0);
                if (copyB)
                {
                    Panels<TSimd, T>.Copy(terms, columns, bBlock, PanelWidth, ref panels);
                }

                for (var i0 = 0; i0 < m; i0 += BlockRows)
                {
                    rows = Math.Min(m - i0, BlockRows);
                    var aBlock = copyA ? CopyLines(rows, terms, a.From(i0, p0), ref aCopy) : a.From(i0, p0);
                    Block(rows, columns, terms, aBlock, bBlock, copyB, ref panels, ref edge, ref Unsafe.Add(ref c, i0 * cRow + j0), cRow, accumulate || p0 > 0);
                }
            }
        }
    }

    private static void Block(
        int rows, int columns, int terms, MatrixView<T> a, MatrixView<T> b, bool copiedB, ref T panels, ref T edge, ref T c, nint cRow, bool add)
    {
        var j = 0;
        for (; !copiedB && rows <= 4 && columns - j >= 2 * PanelWidth; j += 2 * PanelWidth)
        {
            Sum<Row4<TSimd, T>>(rows, terms, a, b.From(0, j), ref Unsafe.Add(ref c, j), cRow, add);
        }

        for (; j < columns; j += PanelWidth)
        {
            var width = Math.Min(columns - j, PanelWidth);
            ref var cPanel = ref Unsafe.Add(ref c, j);
            if (copiedB)
            {
                Panel(rows, width, terms, a, new MatrixView<T>(in Unsafe.Add(ref panels, j * terms), PaddedWidth(width), 1), ref edge, ref cPanel, cRow, add);
            }
            else if (width == PanelWidth)
            {
                Panel(rows, width, terms, a, b.From(0, j), ref edge, ref cPanel, cRow, add);
            }
            else
            {
                Panels<TSimd, T>.Copy(terms, width, b.From(0, j), PanelWidth, ref panels);
                Panel(rows, width, terms, a, new MatrixView<T>(in panels, PaddedWidth(width), 1), ref edge, ref cPanel, cRow, add);
            }
        }
    }

    /// <summary>All rows of C in the columns of one panel of B, whose rows are filled up with zeros to one or two vectors.</summary>
    private static void Panel(int rows, int width, int terms, MatrixView<T> a, MatrixView<T> b, ref T edge, ref T c, nint cRow, bool add)
    {
        if (width == PanelWidth)
        {
            Sum<Row2<TSimd, T>>(rows, terms, a, b, ref c, cRow, add);
            return;
        }

        var padded = PaddedWidth(width);
        for (var i = 0; i < rows; i += MostEdgeRows)
        {
            var count = Math.Min(rows - i, MostEdgeRows);
            ref var cRows = ref Unsafe.Add(ref c, i * cRow);
            if (width == TSimd.Lanes)
            {
                Sum<Row1<TSimd, T>>(count, terms, a.From(i, 0), b, ref cRows, cRow, add);
                continue;
            }

            if (padded == TSimd.Lanes)
            {
                Sum<Row1<TSimd, T>>(count, terms, a.From(i, 0), b, ref edge, padded, add: false);
            }
            else
            {
                Sum<Row2<TSimd, T>>(count, terms, a.From(i, 0), b, ref edge, padded, add: false);
            }

            for (var r = 0; r < count; r++)
            {
                Segment<T>.Write(width, ref Unsafe.Add(ref edge, r * padded), ref Unsafe.Add(ref cRows, r * cRow), add);
            }
        }
    }

    private static int PaddedWidth(int width) => width <= TSimd.Lanes ? TSimd.Lanes : PanelWidth;

    private static void Sum<TRow>(int rows, int terms, MatrixView<T> a, MatrixView<T> b, ref T c, nint cRow, bool add)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var zero = T.Zero;
        if (a.Column == 1 && b.Row == TRow.Length)
        {
            OuterProducts<TRow, TSimd, T, ContiguousColumns, PanelRows<TRow, TSimd, T>, WholeRows<TRow, TSimd, T>>.Sum(
                rows, terms, in a.At(0, 0), new ContiguousColumns(a.Row), in b.At(0, 0), default, in zero, 0, ref c, cRow, new(TSimd.Lanes, add));
            return;
        }

        OuterProducts<TRow, TSimd, T, EvenColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
            rows, terms, in a.At(0, 0), new EvenColumns(a.Row, a.Column), in b.At(0, 0), new EvenRows(b.Row, TSimd.Lanes),
            in zero, 0, ref c, cRow, new(TSimd.Lanes, add));
    }

    /// <summary>A block of A, its rows (or, where they lie closer, its columns) one after the other, with padding between.</summary>
    private static MatrixView<T> CopyLines(int rows, int terms, MatrixView<T> a, ref T to)
    {
        var lines = a.Column == 1 ? rows : terms;
        var length = a.Column == 1 ? terms : rows;
        var pitch = length + Padding;
        for (var line = 0; line < lines; line++)
        {
            ref readonly var from = ref a.Column == 1 ? ref a.At(line, 0) : ref a.At(0, line);
            MemoryMarshal.CreateReadOnlySpan(in from, length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, line * pitch), length));
        }

        return a.Column == 1 ? new MatrixView<T>(in to, pitch, 1) : new MatrixView<T>(in to, 1, pitch);
    }
}
