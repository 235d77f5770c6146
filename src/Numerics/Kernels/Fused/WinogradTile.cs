// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// What Winograd's algorithms read of an image: v = B^T d B for the 4 x 4 pixels d of one tile, B^T = (1 0 -1 0; 0 1 1 0; 0 -1 1 0; 0 1 0 -1). Layout: d
/// channels last, v [16, C], its elements a given distance apart; vectorised over channels.
/// </summary>
internal static class WinogradTile<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All channels of a tile; what is returned has a bit wherever a pixel has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSimd Transform(int pixel, nint row, ref T d, ref T v, nint element)
    {
        var any = TSimd.Zero;
        for (var c = 0; c < pixel; c += TSimd.Lanes)
        {
            ref var top = ref Unsafe.Add(ref d, c);
            WinogradColumn<TSimd, T>.Store(
                WinogradColumn<TSimd, T>.Of(ref top, row, ref any),
                WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref top, pixel), row, ref any),
                WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref top, 2 * pixel), row, ref any),
                WinogradColumn<TSimd, T>.Of(ref Unsafe.Add(ref top, 3 * pixel), row, ref any),
                ref Unsafe.Add(ref v, c), element);
        }

        return any;
    }
}

/// <summary>One column of pixels of a tile after <see cref="Of"/>: B^T times it.</summary>
internal struct WinogradColumn<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TSimd v0, v1, v2, v3;

    /// <summary>B^T times four pixels below each other; <paramref name="any"/> gets a bit wherever they have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WinogradColumn<TSimd, T> Of(ref T top, nint row, ref TSimd any)
    {
        var p0 = TSimd.Load(in top, 0);
        var p1 = TSimd.Load(in top, (nuint)row);
        var p2 = TSimd.Load(in top, (nuint)(2 * row));
        var p3 = TSimd.Load(in top, (nuint)(3 * row));
        any = any | (p0 | p1) | (p2 | p3);
        return new WinogradColumn<TSimd, T> { v0 = p0 - p2, v1 = p1 + p2, v2 = p2 - p1, v3 = p1 - p3 };
    }

    /// <summary>The four columns (a, b, c, d) of a tile times B, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        WinogradColumn<TSimd, T> a, WinogradColumn<TSimd, T> b, WinogradColumn<TSimd, T> c, WinogradColumn<TSimd, T> d, ref T to, nint element)
    {
        Row(a.v0, b.v0, c.v0, d.v0, ref to, element);
        Row(a.v1, b.v1, c.v1, d.v1, ref Unsafe.Add(ref to, 4 * element), element);
        Row(a.v2, b.v2, c.v2, d.v2, ref Unsafe.Add(ref to, 8 * element), element);
        Row(a.v3, b.v3, c.v3, d.v3, ref Unsafe.Add(ref to, 12 * element), element);
    }

    /// <summary>One row times B, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TSimd p0, TSimd p1, TSimd p2, TSimd p3, ref T to, nint element)
    {
        (p0 - p2).Store(ref to, 0);
        (p1 + p2).Store(ref to, (nuint)element);
        (p2 - p1).Store(ref to, (nuint)(2 * element));
        (p1 - p3).Store(ref to, (nuint)(3 * element));
    }
}
