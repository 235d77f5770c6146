using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of four vectors.</summary>
internal struct Row4<TSimd, T>(Row2<TSimd, T> low, Row2<TSimd, T> high) : IRow<Row4<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Row2<TSimd, T> low = low, high = high;

    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TSimd.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TSimd, T> Broadcast(T value) => new(Row2<TSimd, T>.Broadcast(value), Row2<TSimd, T>.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TSimd, T> Load(ref readonly T source, nint gap) =>
        new(Row2<TSimd, T>.Load(in source, gap), Row2<TSimd, T>.Load(in Unsafe.Add(ref Unsafe.AsRef(in source), 2 * gap), gap));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TSimd, T> Select(Row4<TSimd, T> mask, Row4<TSimd, T> a, Row4<TSimd, T> b) =>
        new(Row2<TSimd, T>.Select(mask.low, a.low, b.low), Row2<TSimd, T>.Select(mask.high, a.high, b.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row4<TSimd, T> operator +(Row4<TSimd, T> a, Row4<TSimd, T> b) => new(a.low + b.low, a.high + b.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(TSimd a, Row4<TSimd, T> b)
    {
        low.AddProduct(a, b.low);
        high.AddProduct(a, b.high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Row4<TSimd, T> a, Row4<TSimd, T> b)
    {
        low.AddProduct(a.low, b.low);
        high.AddProduct(a.high, b.high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nint gap)
    {
        low.Store(ref destination, gap);
        high.Store(ref Unsafe.Add(ref destination, 2 * gap), gap);
    }
}
