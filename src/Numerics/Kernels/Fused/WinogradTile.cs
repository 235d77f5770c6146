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
            Column(ref Unsafe.Add(ref d, c), row, ref any, out var a0, out var a1, out var a2, out var a3);
            Column(ref Unsafe.Add(ref d, c + pixel), row, ref any, out var b0, out var b1, out var b2, out var b3);
            Column(ref Unsafe.Add(ref d, c + 2 * pixel), row, ref any, out var c0, out var c1, out var c2, out var c3);
            Column(ref Unsafe.Add(ref d, c + 3 * pixel), row, ref any, out var d0, out var d1, out var d2, out var d3);
            ref var to = ref Unsafe.Add(ref v, c);
            Row(a0, b0, c0, d0, ref to, element);
            Row(a1, b1, c1, d1, ref Unsafe.Add(ref to, 4 * element), element);
            Row(a2, b2, c2, d2, ref Unsafe.Add(ref to, 8 * element), element);
            Row(a3, b3, c3, d3, ref Unsafe.Add(ref to, 12 * element), element);
        }

        return any;
    }

    /// <summary>B^T times one column of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(ref T top, nint row, ref TSimd any, out TSimd v0, out TSimd v1, out TSimd v2, out TSimd v3)
    {
        var p0 = TSimd.Load(in top, 0);
        var p1 = TSimd.Load(in top, (nuint)row);
        var p2 = TSimd.Load(in top, (nuint)(2 * row));
        var p3 = TSimd.Load(in top, (nuint)(3 * row));
        any = any | (p0 | p1) | (p2 | p3);
        (v0, v1, v2, v3) = (p0 - p2, p1 + p2, p2 - p1, p1 - p3);
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
