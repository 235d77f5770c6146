// Unchecked ref arithmetic: callers have checked that all rows exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// C[i, j] = sum_p A[i, p] B[j, p] (or +=) for rows that lie contiguously: the product with few rows or columns, where copying B into panels would
/// cost more than multiplying.
/// This sum is vectorised over its terms, so its order is fixed: 64 bytes' worth of lanes (16 floats or 8 doubles), lane l taking the terms p with p
/// mod lanes = l in ascending order; then the upper half of the lanes is added to the lower half until one is left. Narrower vectors go side by side,
/// so the bits are the same at every width.
/// </summary>
internal static class RowProducts<TRow, TSimd, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Multiply(int m, int n, int k, MatrixView<T> a, ref readonly T b, nint bRow, ref T c, nint cRow, bool accumulate)
    {
        ref var lanes = ref Scratch<T>.Take(8 * TRow.Length)[0];
        for (var i = 0; i < m;)
        {
            var rows = m - i >= 4 && TileRows.Most<TSimd>() == 12 ? 4 : m - i >= 2 ? 2 : 1;
            for (var j = 0; j < n; j += 2)
            {
                var columns = Math.Min(n - j, 2);
                ref var aTile = ref Unsafe.AsRef(in a.At(i, 0));
                ref var bTile = ref Unsafe.Add(ref Unsafe.AsRef(in b), j * bRow);
                var bStep = columns == 2 ? bRow : 0;
                switch (rows)
                {
                    case 4:
                        Tile<Rows4>(k, ref aTile, a.Row, ref bTile, bStep, ref lanes);
                        break;
                    case 2:
                        Tile<Rows2>(k, ref aTile, a.Row, ref bTile, bStep, ref lanes);
                        break;
                    default:
                        Tile<Rows1>(k, ref aTile, a.Row, ref bTile, bStep, ref lanes);
                        break;
                }

                for (var r = 0; r < rows; r++)
                {
                    for (var s = 0; s < columns; s++)
                    {
                        var sum = AddLanes(
                            k,
                            ref Unsafe.Add(ref aTile, r * a.Row),
                            ref Unsafe.Add(ref bTile, s * bRow),
                            ref Unsafe.Add(ref lanes, (2 * r + s) * TRow.Length));
                        ref var element = ref Unsafe.Add(ref c, (i + r) * cRow + j + s);
                        element = accumulate ? element + sum : sum;
                    }
                }
            }

            i += rows;
        }
    }

    /// <summary>The lane sums of two columns of C and as many rows as the JIT is told: lanes[2 r + s] belongs to row r, column s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows>(int k, ref T a, nint aRow, ref T b, nint bRow, ref T lanes)
        where TRows : struct
    {
        TRow s00 = TRow.Broadcast(T.Zero), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        for (nint p = 0; p <= k - TRow.Length; p += TRow.Length)
        {
            ref var x = ref Unsafe.Add(ref a, p);
            var b0 = TRow.Load(in Unsafe.Add(ref b, p), TSimd.Lanes);
            var b1 = TRow.Load(in Unsafe.Add(ref b, bRow + p), TSimd.Lanes);
            var row = TRow.Load(in x, TSimd.Lanes);
            s00.AddProduct(row, b0);
            s01.AddProduct(row, b1);
            if (Unsafe.SizeOf<TRows>() >= 2)
            {
                row = TRow.Load(in Unsafe.Add(ref x, aRow), TSimd.Lanes);
                s10.AddProduct(row, b0);
                s11.AddProduct(row, b1);
            }

            if (Unsafe.SizeOf<TRows>() >= 4)
            {
                row = TRow.Load(in Unsafe.Add(ref x, 2 * aRow), TSimd.Lanes);
                s20.AddProduct(row, b0);
                s21.AddProduct(row, b1);
                row = TRow.Load(in Unsafe.Add(ref x, 3 * aRow), TSimd.Lanes);
                s30.AddProduct(row, b0);
                s31.AddProduct(row, b1);
            }
        }

        s00.Store(ref lanes, TSimd.Lanes);
        s01.Store(ref Unsafe.Add(ref lanes, TRow.Length), TSimd.Lanes);
        if (Unsafe.SizeOf<TRows>() >= 2)
        {
            s10.Store(ref Unsafe.Add(ref lanes, 2 * TRow.Length), TSimd.Lanes);
            s11.Store(ref Unsafe.Add(ref lanes, 3 * TRow.Length), TSimd.Lanes);
        }

        if (Unsafe.SizeOf<TRows>() >= 4)
        {
            s20.Store(ref Unsafe.Add(ref lanes, 4 * TRow.Length), TSimd.Lanes);
            s21.Store(ref Unsafe.Add(ref lanes, 5 * TRow.Length), TSimd.Lanes);
            s30.Store(ref Unsafe.Add(ref lanes, 6 * TRow.Length), TSimd.Lanes);
            s31.Store(ref Unsafe.Add(ref lanes, 7 * TRow.Length), TSimd.Lanes);
        }
    }

    /// <summary>The terms after the last whole row of lanes, then the tree over the lanes.</summary>
    private static T AddLanes(int k, ref T a, ref T b, ref T lanes)
    {
        var whole = k - k % TRow.Length;
        for (var p = whole; p < k; p++)
        {
            ref var lane = ref Unsafe.Add(ref lanes, p - whole);
            lane = T.FusedMultiplyAdd(Unsafe.Add(ref a, p), Unsafe.Add(ref b, p), lane);
        }

        for (var half = TRow.Length / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                Unsafe.Add(ref lanes, lane) += Unsafe.Add(ref lanes, lane + half);
            }
        }

        return lanes;
    }
}
