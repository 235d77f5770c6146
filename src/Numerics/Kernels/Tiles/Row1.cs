using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of one vector.</summary>
internal struct Row1<TSimd, T>(TSimd v0) : IRow<Row1<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd v0 = v0;

    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSimd.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<TSimd, T> Broadcast(T value) => new(TSimd.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<TSimd, T> Load(ref readonly T source, nint gap) => new(TSimd.Load(in source, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<TSimd, T> Select(Row1<TSimd, T> mask, Row1<TSimd, T> a, Row1<TSimd, T> b) =>
        new(TSimd.Select(mask.v0, a.v0, b.v0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row1<TSimd, T> operator +(Row1<TSimd, T> a, Row1<TSimd, T> b) => new(a.v0 + b.v0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(TSimd a, Row1<TSimd, T> b) => v0.AddProduct(a, b.v0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Row1<TSimd, T> a, Row1<TSimd, T> b) => v0.AddProduct(a.v0, b.v0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nint gap)
    {
        v0.Store(ref destination, 0);
    }
}
