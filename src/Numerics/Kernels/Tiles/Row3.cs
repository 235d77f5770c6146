using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of three vectors.</summary>
internal struct Row3<TSimd, T>(TSimd v0, TSimd v1, TSimd v2) : IRow<Row3<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd v0 = v0, v1 = v1, v2 = v2;

    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3 * TSimd.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<TSimd, T> Broadcast(T value) => new(TSimd.Broadcast(value), TSimd.Broadcast(value), TSimd.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<TSimd, T> Load(ref readonly T source, nint gap) =>
        new(TSimd.Load(in source, 0), TSimd.Load(in source, (nuint)gap), TSimd.Load(in source, (nuint)(2 * gap)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<TSimd, T> Select(Row3<TSimd, T> mask, Row3<TSimd, T> a, Row3<TSimd, T> b) =>
        new(TSimd.Select(mask.v0, a.v0, b.v0), TSimd.Select(mask.v1, a.v1, b.v1), TSimd.Select(mask.v2, a.v2, b.v2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row3<TSimd, T> operator +(Row3<TSimd, T> a, Row3<TSimd, T> b) => new(a.v0 + b.v0, a.v1 + b.v1, a.v2 + b.v2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(TSimd a, Row3<TSimd, T> b)
    {
        v0.AddProduct(a, b.v0);
        v1.AddProduct(a, b.v1);
        v2.AddProduct(a, b.v2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Row3<TSimd, T> a, Row3<TSimd, T> b)
    {
        v0.AddProduct(a.v0, b.v0);
        v1.AddProduct(a.v1, b.v1);
        v2.AddProduct(a.v2, b.v2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nint gap)
    {
        v0.Store(ref destination, 0);
        v1.Store(ref destination, (nuint)gap);
        v2.Store(ref destination, (nuint)(2 * gap));
    }
}
