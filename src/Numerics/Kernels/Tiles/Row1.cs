using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Tiles;

/// <summary>A row of one vector.</summary>
internal readonly struct Row1<TSimd, T>(TSimd v0) : IRow<Row1<TSimd, T>, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TSimd v0 = v0;

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
    public Row1<TSimd, T> MultiplyAdd(TSimd a, Row1<TSimd, T> b) =>
        new(TSimd.FusedMultiplyAdd(a, b.v0, v0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row1<TSimd, T> MultiplyAdd(ref readonly T a, Row1<TSimd, T> b) => new(TSimd.FusedMultiplyAdd(b.v0, in a, v0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Row1<TSimd, T> MultiplyAdd(Row1<TSimd, T> a, Row1<TSimd, T> b) =>
        new(TSimd.FusedMultiplyAdd(a.v0, b.v0, v0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination, nint gap)
    {
        v0.Store(ref destination, 0);
    }
}
