// Unchecked ref arithmetic: the lists hold positions that exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// sums[u, j] += sum_e factor[e] source[start[e] + u sourceRow + j], e ascending, over a list of places: what both backward passes of a sparse
/// convolution are. For the weights of
/// one output channel the places are the windows of x that its live outputs read; for the data behind one output the places are the kernels of the
/// channels that live there.
/// Layout: a row of sums is the <typeparamref name="TRow"/> of one row of the kernel, up to three rows are summed together: nine 512-bit accumulators
/// in registers, each
/// fed by one load. Where a row is a single vector, even and odd places are summed apart, so that there are six.
/// </summary>
internal static class GatheredSums<TRow, TSimd, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add<TRows>(int count, ref T starts, ref T factors, ref T source, nint sourceRow, ref T sums, nint sumsRow)
        where TRows : struct
    {
        TRow a0 = TRow.Broadcast(T.Zero), a1 = a0, a2 = a0;
        for (var e = 0; e < count; e++)
        {
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, e));
            ref var row = ref Unsafe.Add(ref source, LiveOutputs<T>.Start(ref starts, e));
            a0 = a0.MultiplyAdd(factor, TRow.Load(in row, TSimd.Lanes));
            if (Unsafe.SizeOf<TRows>() == 3)
            {
                a1 = a1.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, sourceRow), TSimd.Lanes));
                a2 = a2.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, 2 * sourceRow), TSimd.Lanes));
            }
        }

        Add<TRows>(a0, a1, a2, ref sums, sumsRow);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddAlternating<TRows>(int count, ref T starts, ref T factors, ref T source, nint sourceRow, ref T sums, nint sumsRow)
        where TRows : struct
    {
        TRow a0 = TRow.Broadcast(T.Zero), a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0;
        for (var e = 0; e < count; e += 2)
        {
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, e));
            ref var row = ref Unsafe.Add(ref source, LiveOutputs<T>.Start(ref starts, e));
            a0 = a0.MultiplyAdd(factor, TRow.Load(in row, TSimd.Lanes));
            if (Unsafe.SizeOf<TRows>() == 3)
            {
                a1 = a1.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, sourceRow), TSimd.Lanes));
                a2 = a2.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, 2 * sourceRow), TSimd.Lanes));
            }

            if (e + 1 == count)
            {
                break;
            }

            factor = TSimd.Broadcast(Unsafe.Add(ref factors, e + 1));
            row = ref Unsafe.Add(ref source, LiveOutputs<T>.Start(ref starts, e + 1));
            b0 = b0.MultiplyAdd(factor, TRow.Load(in row, TSimd.Lanes));
            if (Unsafe.SizeOf<TRows>() == 3)
            {
                b1 = b1.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, sourceRow), TSimd.Lanes));
                b2 = b2.MultiplyAdd(factor, TRow.Load(in Unsafe.Add(ref row, 2 * sourceRow), TSimd.Lanes));
            }
        }

        Add<TRows>(a0 + b0, a1 + b1, a2 + b2, ref sums, sumsRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TRows>(TRow a0, TRow a1, TRow a2, ref T sums, nint sumsRow)
        where TRows : struct
    {
        (TRow.Load(in sums, TSimd.Lanes) + a0).Store(ref sums, TSimd.Lanes);
        if (Unsafe.SizeOf<TRows>() == 3)
        {
            ref var second = ref Unsafe.Add(ref sums, sumsRow);
            (TRow.Load(in second, TSimd.Lanes) + a1).Store(ref second, TSimd.Lanes);
            ref var third = ref Unsafe.Add(ref sums, 2 * sumsRow);
            (TRow.Load(in third, TSimd.Lanes) + a2).Store(ref third, TSimd.Lanes);
        }
    }
}
