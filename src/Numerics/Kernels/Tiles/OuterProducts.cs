// Unchecked ref arithmetic: callers have checked that all rows and columns exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// The inner loop of every matrix product and convolution: one tile of C stays in registers while rows of B, each multiplied by a column of A, are added to it,
/// C[r, j] = sum_p A[r, p] B[p, j]  (or +=), p ascending, one fused multiply-add per term.
/// Row r of A starts at a + r aRow and its term p stands at aTerms[p]; row p of B starts at b + bTerms[p]; row r of C at c + r cRow.
/// j runs over the numbers of a <typeparamref name="TRow"/>. Twelve rows of two 512-bit vectors are 24 accumulators: with two vectors of B and one broadcast they fit
/// the 32 registers, and 24 multiply-adds hide the 14 loads.
/// </summary>
internal static class OuterProducts<TRow, TSimd, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most rows that a tile can have without spilling: 12 with 32 registers, which come with 512-bit vectors, else 6.</summary>
    public static int MostRows => Unsafe.SizeOf<TSimd>() == 64 ? 12 : 6;

    /// <summary>Any number of rows of C, in tiles of 12, 8, 6, 4, 2 and 1.</summary>
    public static void Sum<TA, TB>(int rows, nint terms, ref readonly T a, nint aRow, TA aTerms, ref readonly T b, TB bTerms, ref T c, nint cRow, bool add)
        where TA : struct, IOffsets, allows ref struct
        where TB : struct, IOffsets, allows ref struct
    {
        for (var r = 0; r < rows;)
        {
            ref readonly var aTile = ref Unsafe.Add(ref Unsafe.AsRef(in a), r * aRow);
            ref var cTile = ref Unsafe.Add(ref c, r * cRow);
            var count = TileRows(rows - r);
            switch (count)
            {
                case 12:
                    Tile<Rows12, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
                case 8:
                    Tile<Rows8, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
                case 6:
                    Tile<Rows6, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
                case 4:
                    Tile<Rows4, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
                case 2:
                    Tile<Rows2, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
                default:
                    Tile<Rows1, TA, TB>(terms, in aTile, aRow, aTerms, in b, bTerms, ref cTile, cRow, add);
                    break;
            }

            r += count;
        }
    }

    /// <summary>The rows of the next tile: as many as possible, but two equal tiles rather than a full one and a thin one.</summary>
    public static int TileRows(int left) =>
        MostRows == 12
            ? left >= 12 && left != 16 ? 12 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1
            : left >= 6 && left != 8 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TA, TB>(nint terms, ref readonly T a, nint aRow, TA aTerms, ref readonly T b, TB bTerms, ref T c, nint cRow, bool add)
        where TRows : struct, IRowCount
        where TA : struct, IOffsets, allows ref struct
        where TB : struct, IOffsets, allows ref struct
    {
        TRow r0 = TRow.Zero, r1 = TRow.Zero, r2 = TRow.Zero, r3 = TRow.Zero, r4 = TRow.Zero, r5 = TRow.Zero;
        TRow r6 = TRow.Zero, r7 = TRow.Zero, r8 = TRow.Zero, r9 = TRow.Zero, r10 = TRow.Zero, r11 = TRow.Zero;
        for (nint p = 0; p < terms; p++)
        {
            var row = TRow.Load(in Unsafe.Add(ref Unsafe.AsRef(in b), bTerms[p]));
            ref var x = ref Unsafe.Add(ref Unsafe.AsRef(in a), aTerms[p]);
            r0 = r0.MultiplyAdd(TSimd.Broadcast(x), row);
            if (TRows.Count >= 2)
            {
                r1 = r1.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
            }

            if (TRows.Count >= 4)
            {
                r2 = r2.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r3 = r3.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
            }

            if (TRows.Count >= 6)
            {
                r4 = r4.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r5 = r5.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
            }

            if (TRows.Count >= 8)
            {
                r6 = r6.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r7 = r7.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
            }

            if (TRows.Count >= 12)
            {
                r8 = r8.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r9 = r9.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r10 = r10.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
                r11 = r11.MultiplyAdd(TSimd.Broadcast(x = ref Unsafe.Add(ref x, aRow)), row);
            }
        }

        r0.Store(ref c, add);
        if (TRows.Count >= 2)
        {
            r1.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
        }

        if (TRows.Count >= 4)
        {
            r2.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r3.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
        }

        if (TRows.Count >= 6)
        {
            r4.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r5.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
        }

        if (TRows.Count >= 8)
        {
            r6.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r7.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
        }

        if (TRows.Count >= 12)
        {
            r8.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r9.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r10.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
            r11.Store(ref c = ref Unsafe.Add(ref c, cRow), add);
        }
    }
}
