// Unchecked ref arithmetic: the lists hold positions that exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// sums[u, j] += sum_e factor[e] source[start[e] + u sourceRow + j], e ascending, over a list of places: what both backward passes of a sparse
/// convolution are. For the weights of one output channel the places are the windows of x that its live outputs read; for the data behind one output
/// the places are the kernels of the channels that live there.
/// Layout: j runs over as many vectors side by side as TColumns has bytes, u over as many rows as TRows:
/// at most three of each, nine accumulators in registers, each fed by one load per place.
/// </summary>
internal static class GatheredSums<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Add<TRows, TColumns>(int count, ref T starts, ref T factors, ref T source, nint sourceRow, ref T sums, nint sumsRow)
        where TRows : struct
        where TColumns : struct
    {
        TSimd a0 = TSimd.Zero, a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0, c0 = a0, c1 = a0, c2 = a0;
        for (var e = 0; e < count; e++)
        {
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, e));
            ref var row = ref Unsafe.Add(ref source, LiveOutputs<T>.Start(ref starts, e));
            MultiplyAdd<TColumns>(factor, ref row, ref a0, ref a1, ref a2);
            if (Unsafe.SizeOf<TRows>() == 3)
            {
                MultiplyAdd<TColumns>(factor, ref Unsafe.Add(ref row, sourceRow), ref b0, ref b1, ref b2);
                MultiplyAdd<TColumns>(factor, ref Unsafe.Add(ref row, 2 * sourceRow), ref c0, ref c1, ref c2);
            }
        }

        AddTo<TColumns>(a0, a1, a2, ref sums);
        if (Unsafe.SizeOf<TRows>() == 3)
        {
            AddTo<TColumns>(b0, b1, b2, ref Unsafe.Add(ref sums, sumsRow));
            AddTo<TColumns>(c0, c1, c2, ref Unsafe.Add(ref sums, 2 * sumsRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TColumns>(TSimd factor, ref T row, ref TSimd s0, ref TSimd s1, ref TSimd s2)
        where TColumns : struct
    {
        s0 = TSimd.FusedMultiplyAdd(factor, in row, 0, s0);
        if (Unsafe.SizeOf<TColumns>() >= 2)
        {
            s1 = TSimd.FusedMultiplyAdd(factor, in row, (nuint)TSimd.Lanes, s1);
        }

        if (Unsafe.SizeOf<TColumns>() >= 3)
        {
            s2 = TSimd.FusedMultiplyAdd(factor, in row, (nuint)(2 * TSimd.Lanes), s2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TColumns>(TSimd s0, TSimd s1, TSimd s2, ref T sums)
        where TColumns : struct
    {
        (TSimd.Load(in sums, 0) + s0).Store(ref sums, 0);
        if (Unsafe.SizeOf<TColumns>() >= 2)
        {
            (TSimd.Load(in sums, (nuint)TSimd.Lanes) + s1).Store(ref sums, (nuint)TSimd.Lanes);
        }

        if (Unsafe.SizeOf<TColumns>() >= 3)
        {
            (TSimd.Load(in sums, (nuint)(2 * TSimd.Lanes)) + s2).Store(ref sums, (nuint)(2 * TSimd.Lanes));
        }
    }
}
