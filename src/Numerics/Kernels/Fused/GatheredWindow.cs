using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// <see cref="GatheredSums{TSimd, T}"/> over a whole kernel window of <paramref name="rows"/> rows, each a run of <paramref name="columns"/> elements
/// (kernel columns times channels), cut into blocks of up to three rows and three vectors. The last vector of a row may reach beyond it: what it adds
/// there is 0, or is never read.
/// </summary>
internal readonly struct GatheredWindow<TSimd, T>(int rows, int columns)
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
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
        for (var j = 0; j < columns; j += 3 * TSimd.Lanes)
        {
            ref var from = ref Unsafe.Add(ref source, j);
            ref var to = ref Unsafe.Add(ref sums, j);
            if (columns - j > 2 * TSimd.Lanes)
            {
                GatheredSums<TSimd, T>.Add<TRows, Rows3>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
            }
            else if (columns - j > TSimd.Lanes)
            {
                GatheredSums<TSimd, T>.Add<TRows, Rows2>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
            }
            else
            {
                GatheredSums<TSimd, T>.Add<TRows, Rows1>(count, ref starts, ref factors, ref from, sourceRow, ref to, sumsRow);
            }
        }
    }
}
