// Unchecked ref arithmetic: MatMul has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// C = A B (or +=) by blocks that fit the caches. Loops, from outside: blocks of <see cref="BlockTerms"/> terms p; blocks of rows of A, copied so that a tile's rows lie together (second-level
/// cache); blocks of columns of B, copied into panels as wide as a tile (a panel stays in the first-level cache); panels; tiles of <see cref="OuterProducts{TRow, TSimd, T}"/>.
/// Copies are made only where the matrix is read often enough or lies across. Each element of C is the sum, block by block, of sums with p ascending:
/// the same operations for every vector width, block of C and number of threads, hence the same bits.
/// </summary>
internal static class BlockedProduct<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Terms that are summed in registers before they are added to C. Part of the result's definition: the same for all vector widths.</summary>
    public const int BlockTerms = 256;

    private const int BlockRows = 1536;
    private const int MostEdgeRows = 24;

    private static int PanelWidth => 2 * TSimd.Lanes;

    private static int BlockColumns => 512 * 1024 / Unsafe.SizeOf<T>() / BlockTerms;

    public static void Multiply(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, ref T c, nint cRow, bool accumulate)
    {
        var (rows, columns, terms) = (Math.Min(m, BlockRows), Math.Min(n, BlockColumns), Math.Min(k, BlockTerms));
        var copyA = n > 4 * PanelWidth && m > MostEdgeRows;
        var copyB = m > MostEdgeRows || b.Column != 1;
        var paddedColumns = (columns + PanelWidth - 1) / PanelWidth * PanelWidth;
        var edge = MostEdgeRows * PanelWidth;
        var scratch = Scratch<T>.Take(edge + (copyA ? rows * terms : 0) + (copyB ? paddedColumns : PanelWidth) * terms);
        ref var edgeTile = ref MemoryMarshal.GetReference(scratch);
        ref var panels = ref Unsafe.Add(ref edgeTile, edge);
        ref var aCopy = ref Unsafe.Add(ref panels, (copyB ? paddedColumns : PanelWidth) * terms);
        for (var p0 = 0; p0 < k; p0 += BlockTerms)
        {
            terms = Math.Min(k - p0, BlockTerms);
            for (var i0 = 0; i0 < m; i0 += BlockRows)
            {
                rows = Math.Min(m - i0, BlockRows);
                var aBlock = a.From(i0, p0);
                if (copyA)
                {
                    aBlock = CopyRows(rows, terms, aBlock, ref aCopy);
                }

                for (var j0 = 0; j0 < n; j0 += BlockColumns)
                {
                    columns = Math.Min(n - j0, BlockColumns);
                    Block(rows, columns, terms, aBlock, b.From(p0, j0), copyB, ref panels, ref edgeTile, ref Unsafe.Add(ref c, i0 * cRow + j0), cRow, accumulate || p0 > 0);
                }
            }
        }
    }

    private static void Block(
        int rows, int columns, int terms, MatrixView<T> a, MatrixView<T> b, bool copyB, ref T panels, ref T edgeTile, ref T c, nint cRow, bool add)
    {
        if (copyB)
        {
            Panels<TSimd, T>.Copy(terms, columns, b, PanelWidth, ref panels);
        }

        for (var j = 0; j < columns; j += PanelWidth)
        {
            var width = Math.Min(columns - j, PanelWidth);
            ref var cPanel = ref Unsafe.Add(ref c, j);
            if (copyB)
            {
                var panel = new MatrixView<T>(in Unsafe.Add(ref panels, j * terms), PanelWidth, 1);
                Panel(rows, width, terms, a, panel, ref edgeTile, ref cPanel, cRow, add);
            }
            else if (width == PanelWidth)
            {
                Panel(rows, width, terms, a, b.From(0, j), ref edgeTile, ref cPanel, cRow, add);
            }
            else
            {
                Panels<TSimd, T>.Copy(terms, width, b.From(0, j), PanelWidth, ref panels);
                Panel(rows, width, terms, a, new MatrixView<T>(in panels, PanelWidth, 1), ref edgeTile, ref cPanel, cRow, add);
            }
        }
    }

    /// <summary>All rows of C in the columns of one panel of B, which has readable elements beyond <paramref name="width"/> where that is not a whole tile.</summary>
    private static void Panel(int rows, int width, int terms, MatrixView<T> a, MatrixView<T> b, ref T edgeTile, ref T c, nint cRow, bool add)
    {
        if (width == PanelWidth)
        {
            OuterProducts<Row2<TSimd, T>, TSimd, T>.Sum(rows, terms, in a.At(0, 0), a.Row, new Strided(a.Column), in b.At(0, 0), new Strided(b.Row), ref c, cRow, add);
            return;
        }

        if (width == TSimd.Lanes)
        {
            OuterProducts<Row1<TSimd, T>, TSimd, T>.Sum(rows, terms, in a.At(0, 0), a.Row, new Strided(a.Column), in b.At(0, 0), new Strided(b.Row), ref c, cRow, add);
            return;
        }

        for (var i = 0; i < rows; i += MostEdgeRows)
        {
            var count = Math.Min(rows - i, MostEdgeRows);
            if (width < TSimd.Lanes)
            {
                OuterProducts<Row1<TSimd, T>, TSimd, T>.Sum(
                    count, terms, in a.At(i, 0), a.Row, new Strided(a.Column), in b.At(0, 0), new Strided(b.Row), ref edgeTile, PanelWidth, add: false);
            }
            else
            {
                OuterProducts<Row2<TSimd, T>, TSimd, T>.Sum(
                    count, terms, in a.At(i, 0), a.Row, new Strided(a.Column), in b.At(0, 0), new Strided(b.Row), ref edgeTile, PanelWidth, add: false);
            }

            for (var r = 0; r < count; r++)
            {
                CopyEdge(width, ref Unsafe.Add(ref edgeTile, r * PanelWidth), ref Unsafe.Add(ref c, (i + r) * cRow), add);
            }
        }
    }

    private static void CopyEdge(int width, ref T from, ref T to, bool add)
    {
        for (var j = 0; j < width; j++)
        {
            Unsafe.Add(ref to, j) = add ? Unsafe.Add(ref to, j) + Unsafe.Add(ref from, j) : Unsafe.Add(ref from, j);
        }
    }

    /// <summary>A block of A, its rows (or, where they lie closer, its columns) one after the other.</summary>
    private static MatrixView<T> CopyRows(int rows, int terms, MatrixView<T> a, ref T to)
    {
        var lines = a.Column == 1 ? rows : terms;
        var length = a.Column == 1 ? terms : rows;
        for (var line = 0; line < lines; line++)
        {
            ref readonly var from = ref a.Column == 1 ? ref a.At(line, 0) : ref a.At(0, line);
            MemoryMarshal.CreateReadOnlySpan(in from, length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, line * length), length));
        }

        return a.Column == 1 ? new MatrixView<T>(in to, length, 1) : new MatrixView<T>(in to, 1, length);
    }
}
