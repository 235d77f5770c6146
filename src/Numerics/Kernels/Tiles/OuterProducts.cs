// Unchecked ref arithmetic: callers have checked that all rows and columns exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>
/// The inner loop of every matrix product and convolution: one tile of C stays in registers while rows of B, each multiplied by a column of A, are added to it,
/// C[r, j] = start[r] + sum_p A[r, p] B[p, j]  (or +=), p ascending, one fused multiply-add per term.
/// <typeparamref name="TA"/> and <typeparamref name="TB"/> say where the columns of A and the rows of B stand, <typeparamref name="TC"/> how rows of
/// C, cRow apart, are written; start[r] stands at start + r startStep.
/// j runs over the numbers of a <typeparamref name="TRow"/>. Twelve rows of two 512-bit vectors are 24 accumulators: with two vectors of B and one
/// broadcast they fit the 32 registers, and 24 multiply-adds hide the 14 loads.
/// </summary>
internal static class OuterProducts<TRow, TSimd, T, TA, TB, TC>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TA : struct, IColumns, allows ref struct
    where TB : struct, IRows, allows ref struct
    where TC : struct, IResult<TRow, T>
{
    /// <summary>Any number of rows of C, in tiles; the rows of A are evenly spaced.</summary>
    public static void Sum(
        int rows, nint terms, ref readonly T a, TA columns, ref readonly T b, TB bRows, ref readonly T start, nint startStep, ref T c, nint cRow, TC result)
    {
        for (var r = 0; r < rows;)
        {
            ref readonly var aTile = ref Unsafe.Add(ref Unsafe.AsRef(in a), r / 4 * columns.Four(4) + r % 4 * columns.Within(1));
            ref readonly var startTile = ref Unsafe.Add(ref Unsafe.AsRef(in start), r * startStep);
            ref var cTile = ref Unsafe.Add(ref c, r * cRow);
            var count = TileRows.Next(rows - r, TileRows.Most<TSimd>());
            switch (count)
            {
                case 12:
                    Tile<Rows12>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
                case 8:
                    Tile<Rows8>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
                case 6:
                    Tile<Rows6>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
                case 4:
                    Tile<Rows4>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
                case 2:
                    Tile<Rows2>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
                default:
                    Tile<Rows1>(terms, in aTile, columns, in b, bRows, in startTile, startStep, ref cTile, cRow, result);
                    break;
            }

            r += count;
        }
    }

    /// <summary>One tile, of as many rows as the JIT is told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TRows>(
        nint terms, ref readonly T a, TA columns, ref readonly T b, TB bRows, ref readonly T start, nint startStep, ref T c, nint cRow, TC result)
        where TRows : struct
    {
        ref var s = ref Unsafe.AsRef(in start);
        var r0 = TRow.Broadcast(s);
        TRow r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0, r6 = r0, r7 = r0, r8 = r0, r9 = r0, r10 = r0, r11 = r0;
        if (startStep != 0)
        {
            if (Unsafe.SizeOf<TRows>() >= 2)
            {
                r1 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }

            if (Unsafe.SizeOf<TRows>() >= 4)
            {
                r2 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
                r3 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }

            if (Unsafe.SizeOf<TRows>() >= 6)
            {
                r4 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
                r5 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }

            if (Unsafe.SizeOf<TRows>() >= 8)
            {
                r6 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
                r7 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }

            if (Unsafe.SizeOf<TRows>() >= 9)
            {
                r8 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }

            if (Unsafe.SizeOf<TRows>() >= 12)
            {
                r9 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
                r10 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
                r11 = TRow.Broadcast(s = ref Unsafe.Add(ref s, startStep));
            }
        }

        for (nint p = 0; p < terms; p++)
        {
            var row = TRow.Load(in Unsafe.Add(ref Unsafe.AsRef(in b), bRows[p]), bRows.Gap);
            ref var x = ref Unsafe.Add(ref Unsafe.AsRef(in a), columns[p]);
            r0.AddProduct(TSimd.Broadcast(x), row);
            if (Unsafe.SizeOf<TRows>() >= 2)
            {
                r1.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(1))), row);
            }

            if (Unsafe.SizeOf<TRows>() >= 4)
            {
                r2.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(2))), row);
                r3.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(3))), row);
            }

            if (Unsafe.SizeOf<TRows>() >= 6)
            {
                r4.AddProduct(TSimd.Broadcast(x = ref Unsafe.Add(ref x, columns.Four(4))), row);
                r5.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(5))), row);
            }

            if (Unsafe.SizeOf<TRows>() >= 8)
            {
                r6.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(6))), row);
                r7.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(7))), row);
            }

            if (Unsafe.SizeOf<TRows>() >= 9)
            {
                r8.AddProduct(TSimd.Broadcast(x = ref Unsafe.Add(ref x, columns.Four(8))), row);
            }

            if (Unsafe.SizeOf<TRows>() >= 12)
            {
                r9.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(9))), row);
                r10.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(10))), row);
                r11.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, columns.Within(11))), row);
            }
        }

        result.Write(r0, ref c);
        if (Unsafe.SizeOf<TRows>() >= 2)
        {
            result.Write(r1, ref c = ref Unsafe.Add(ref c, cRow));
        }

        if (Unsafe.SizeOf<TRows>() >= 4)
        {
            result.Write(r2, ref c = ref Unsafe.Add(ref c, cRow));
            result.Write(r3, ref c = ref Unsafe.Add(ref c, cRow));
        }

        if (Unsafe.SizeOf<TRows>() >= 6)
        {
            result.Write(r4, ref c = ref Unsafe.Add(ref c, cRow));
            result.Write(r5, ref c = ref Unsafe.Add(ref c, cRow));
        }

        if (Unsafe.SizeOf<TRows>() >= 8)
        {
            result.Write(r6, ref c = ref Unsafe.Add(ref c, cRow));
            result.Write(r7, ref c = ref Unsafe.Add(ref c, cRow));
        }

        if (Unsafe.SizeOf<TRows>() >= 9)
        {
            result.Write(r8, ref c = ref Unsafe.Add(ref c, cRow));
        }

        if (Unsafe.SizeOf<TRows>() >= 12)
        {
            result.Write(r9, ref c = ref Unsafe.Add(ref c, cRow));
            result.Write(r10, ref c = ref Unsafe.Add(ref c, cRow));
            result.Write(r11, ref c = ref Unsafe.Add(ref c, cRow));
        }
    }
}
