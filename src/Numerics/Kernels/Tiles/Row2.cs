using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of two vectors.</summary>
internal struct Row2<TSimd, T>(TSimd v0, TSimd v1) : IRow<Row2<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd v0 = v0, v1 = v1;

    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TSimd.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<TSimd, T> Broadcast(T value) => new(TSimd.Broadcast(value), TSimd.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<TSimd, T> Load(ref readonly T source, nint gap) => new(TSimd.Load(in source, 0), TSimd.Load(in source, (nuint)gap));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<TSimd, T> Select(Row2<TSimd, T> mask, Row2<TSimd, T> a, Row2<TSimd, T> b) =>
        new(TSimd.Select(mask.v0, a.v0, b.v0), TSimd.Select(mask.v1, a.v1, b.v1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row2<TSimd, T> operator +(Row2<TSimd, T> a, Row2<TSimd, T> b) => new(a.v0 + b.v0, a.v1 + b.v1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(TSimd a, Row2<TSimd, T> b)
    {
        v0.AddProduct(a, b.v0);
        v1.AddProduct(a, b.v1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Row2<TSimd, T> a, Row2<TSimd, T> b)
    {
        v0.AddProduct(a.v0, b.v0);
        v1.AddProduct(a.v1, b.v1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nint gap)
    {
        v0.Store(ref destination, 0);
        v1.Store(ref destination, (nuint)gap);
    }
}
