using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// The product of two matrices, C = op(A) op(B) or C += op(A) op(B): C[i, j] = sum_p op(A)[i, p] op(B)[p, j].
/// All matrices are row-major: op(A) is [m, k] (A itself is [k, m] when transposed), op(B) is [k, n] (B is [n, k] when transposed), C is [m, n].
/// The order of summation depends on the shape alone, never on threads or vector width.
/// </summary>
public static class MatMul
{
    private const int FewRows = 16;
    private const int FewColumns = 4;
    private const int MinDot = 32;

    /// <summary>Multiplications below which a product is done before a second thread has begun: some 3 microseconds.</summary>
    private const long FewMultiplications = 400_000;

    /// <summary>One product on the calling thread. Throws <see cref="ShapeException"/> where a span is too short.</summary>
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check("a", m, k, a.Length);
        Check("b", k, n, b.Length);
        Check("c", m, n, c.Length);
        Part(m, n, k, a, transposeA, b, transposeB, c, accumulate, (0, m), (0, n));
    }

    /// <summary>
    /// The same on all workers of a pool, each with a part of the rows or columns of C, whichever are more, or on the calling thread alone where the
    /// product is small; the result's bits are those of one thread.
    /// </summary>
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlyMemory<T> a, bool transposeA, ReadOnlyMemory<T> b, bool transposeB, Memory<T> c, WorkerPool pool, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check("a", m, k, a.Length);
        Check("b", k, n, b.Length);
        Check("c", m, n, c.Length);
        if ((long)m * n * k <= FewMultiplications)
        {
            Part(m, n, k, a.Span, transposeA, b.Span, transposeB, c.Span, accumulate, (0, m), (0, n));
            return;
        }

        pool.Run(worker =>
        {
            var rows = m > 2 * n ? Split(m, 24, worker, pool.Workers) : (0, m);
            var columns = m > 2 * n ? (0, n) : Split(n, 32, worker, pool.Workers);
            Part(m, n, k, a.Span, transposeA, b.Span, transposeB, c.Span, accumulate, rows, columns);
        });
    }

    /// <summary>The same for given vectors: for the tests, which compare all widths.</summary>
    internal static void Multiply<TSimd, T>(
        int m, int n, int k, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, bool accumulate)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check("a", m, k, a.Length);
        Check("b", k, n, b.Length);
        Check("c", m, n, c.Length);
        Part<TSimd, T>(m, n, k, a, transposeA, b, transposeB, c, accumulate, (0, m), (0, n));
    }

    private static void Part<T>(
        int m, int n, int k, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, bool accumulate,
        (int Start, int End) rows, (int Start, int End) columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Simd512<T>.IsSupported)
        {
            Part<Simd512<T>, T>(m, n, k, a, transposeA, b, transposeB, c, accumulate, rows, columns);
        }
        else if (Simd256<T>.IsSupported)
        {
            Part<Simd256<T>, T>(m, n, k, a, transposeA, b, transposeB, c, accumulate, rows, columns);
        }
        else if (Simd128<T>.IsSupported)
        {
            Part<Simd128<T>, T>(m, n, k, a, transposeA, b, transposeB, c, accumulate, rows, columns);
        }
        else
        {
            Part<Simd1<T>, T>(m, n, k, a, transposeA, b, transposeB, c, accumulate, rows, columns);
        }
    }

    private static void Part<TSimd, T>(
        int m, int n, int k, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, bool accumulate,
        (int Start, int End) rows, (int Start, int End) columns)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (height, width) = (rows.End - rows.Start, columns.End - columns.Start);
        if (height == 0 || width == 0)
        {
            return;
        }

        if (k == 0)
        {
            for (var i = rows.Start; !accumulate && i < rows.End; i++)
            {
                c.Slice(i * n + columns.Start, width).Clear();
            }

            return;
        }

        var aView = transposeA ? new MatrixView<T>(in MemoryMarshal.GetReference(a), 1, m) : new MatrixView<T>(in MemoryMarshal.GetReference(a), k, 1);
        var bView = transposeB ? new MatrixView<T>(in MemoryMarshal.GetReference(b), 1, k) : new MatrixView<T>(in MemoryMarshal.GetReference(b), n, 1);
        aView = aView.From(rows.Start, 0);
        bView = bView.From(0, columns.Start);
        ref var target = ref MemoryMarshal.GetReference(c[(rows.Start * n + columns.Start)..]);
        if ((transposeB || n == 1) && !transposeA && k >= MinDot && (m <= FewRows || n <= FewColumns))
        {
            Rows<TSimd, T>(height, width, k, aView, in bView.At(0, 0), k, ref target, n, accumulate);
        }
        else
        {
            BlockedProduct<TSimd, T>.Multiply(height, width, k, aView, bView, ref target, n, accumulate);
        }
    }

    private static void Rows<TSimd, T>(int m, int n, int k, MatrixView<T> a, ref readonly T b, nint bRow, ref T c, nint cRow, bool accumulate)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(TSimd) == typeof(Simd512<T>))
        {
            RowProducts<Row1<Simd512<T>, T>, Simd512<T>, T>.Multiply(m, n, k, a, in b, bRow, ref c, cRow, accumulate);
        }
        else if (typeof(TSimd) == typeof(Simd256<T>))
        {
            RowProducts<Row2<Simd256<T>, T>, Simd256<T>, T>.Multiply(m, n, k, a, in b, bRow, ref c, cRow, accumulate);
        }
        else
        {
            RowProducts<Row4<Simd128<T>, T>, Simd128<T>, T>.Multiply(m, n, k, a, in b, bRow, ref c, cRow, accumulate);
        }
    }

    private static (int Start, int End) Split(int items, int unit, int worker, int workers)
    {
        var (start, end) = WorkerPool.Split((items + unit - 1) / unit, worker, workers);
        return (Math.Min(start * unit, items), Math.Min(end * unit, items));
    }

    private static void Check(string name, int rows, int columns, int length)
    {
        if (rows < 0 || columns < 0 || length < (long)rows * columns)
        {
            throw new ShapeException($"MatMul: {name} of shape [{rows}, {columns}] needs {(long)rows * columns} elements, but the span has {length}.");
        }
    }
}
