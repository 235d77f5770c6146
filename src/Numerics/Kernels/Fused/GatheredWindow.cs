using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// <see cref="GatheredSums{TRow, TSimd, T}"/> over a whole kernel window of <paramref name="rows"/> rows, each a run of <paramref name="columns"/>
/// elements (kernel columns times channels), cut
/// into blocks of up to three rows and three vectors. The last vector of a row may reach beyond it: what it adds there is 0, or is never read.
/// </summary>
internal readonly struct GatheredWindow<TSimd, T>(int rows, int columns)
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Rows of at most so many elements are one vector of the widest kind in single precision: part of the result's definition, the same for all
    /// widths.
    /// </summary>
    private const int ThinRow = 16;

    public void Add(int count, ref T starts, ref T factors, ref T source, nint sourceRow, ref T sums, nint sumsRow)
    {
        for (var u = 0; u < rows;)
        {
            if (rows - u >= 3)
            {
                Columns<Rows3>(count, ref starts, ref factors, ref source, sourceRow, ref sums, sumsRow);
                u += 3;
                source = ref Unsafe.Add(ref source, 3 * sourceRow);
                sums = ref Unsafe.Add(ref sums, 3 * sumsRow);
            }
            else
            {
                Columns<Rows1>(count, ref starts, ref factors, ref source, sourceRow, ref sums, sumsRow);
                u++;
                source = ref Unsafe.Add(ref source, sourceRow);
                sums = ref Unsafe.Add(ref sums, sumsRow);
            }
        }
    }

    private void Columns<TRows>(int count, ref T starts, ref T factors, ref T source, nint sourceRow, ref T sums, nint sumsRow)
        where TRows : struct
    {
        if (columns <= ThinRow)
        {
            for (var j = 0; j < columns; j += TSimd.Lanes)
            {
                GatheredSums<Row1<TSimd, T>, TSimd, T>.AddAlternating<TRows>(
                    count, ref starts, ref factors, ref Unsafe.Add(ref source, j), sourceRow, ref Unsafe.Add(ref sums, j), sumsRow);
            }

            return;
        }

        for (var j = 0; j < columns;)
        {
            ref var from = ref Unsafe.Add(ref source, j);
            ref var to = ref Unsafe.Add(ref sums, j);
            if (columns - j > 2 * TSimd.Lanes)
            {
                GatheredSums<Row3<TSimd, T>, TSimd, T>.Add<TRows>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
                j += 3 * TSimd.Lanes;
            }
            else if (columns - j > TSimd.Lanes)
            {
                GatheredSums<Row2<TSimd, T>, TSimd, T>.Add<TRows>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
                j += 2 * TSimd.Lanes;
            }
            else
            {
                GatheredSums<Row1<TSimd, T>, TSimd, T>.Add<TRows>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
                j += TSimd.Lanes;
            }
        }
    }
}
