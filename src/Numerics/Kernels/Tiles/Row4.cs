using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of four vectors.</summary>
internal readonly struct Row4<TSimd, T>(Row2<TSimd, T> low, Row2<TSimd, T> high) : IRow<Row4<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Row2<TSimd, T> low = low, high = high;

    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TSimd.Lanes;
    }

    public static Row4<TSimd, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Row2<TSimd, T>.Zero, Row2<TSimd, T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TSimd, T> Load(ref readonly T source) =>
        new(Row2<TSimd, T>.Load(in source), Row2<TSimd, T>.Load(in Unsafe.Add(ref Unsafe.AsRef(in source), 2 * TSimd.Lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row4<TSimd, T> MultiplyAdd(TSimd a, Row4<TSimd, T> b) => new(low.MultiplyAdd(a, b.low), high.MultiplyAdd(a, b.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row4<TSimd, T> MultiplyAdd(Row4<TSimd, T> a, Row4<TSimd, T> b) => new(low.MultiplyAdd(a.low, b.low), high.MultiplyAdd(a.high, b.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination, bool add)
    {
        low.Store(ref destination, add);
        high.Store(ref Unsafe.Add(ref destination, 2 * TSimd.Lanes), add);
    }
}
