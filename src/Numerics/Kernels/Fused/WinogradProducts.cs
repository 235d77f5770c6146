// Unchecked ref arithmetic: callers own the memory.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>Where the factors and results of <see cref="WinogradProducts{TRow, TSimd, T}"/> stand: distances of rows, terms and elements.</summary>
internal readonly record struct ProductLayout(int Terms, int ARow, int ATerm, int AElement, int BTerm, int BElement, int CRow, int CElement);

/// <summary>
/// The small matrix products of Winograd's algorithms, one for each of the 16 elements e of a transformed tile: C[e, r, j] = sum_p A[e, r, p] B[e, p, j], p
/// ascending, or added to C. Layout: j runs over a <typeparamref name="TRow"/>, r over as many rows as TRows has bytes, all in registers. Loops: elements;
/// terms p. All 16 in one call, because with 16 or 32 terms a call for each would cost a third of the time.
/// </summary>
internal static class WinogradProducts<TRow, TSimd, T>
    where TRow : struct, IRow<TRow, TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows>(ref T a, ref T b, ref T c, in ProductLayout layout, bool add)
        where TRows : struct
    {
        var (terms, aTerm, bTerm, lanes) = (layout.Terms, (nint)layout.ATerm, (nint)layout.BTerm, (nint)TSimd.Lanes);
        var row = (nint)layout.ARow;
        var (row2, row3) = (2 * row, 3 * row);
        for (var e = 0; e < 16; e++)
        {
            var r0 = TRow.Broadcast(T.Zero);
            TRow r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0, r6 = r0, r7 = r0, r8 = r0, r9 = r0, r10 = r0, r11 = r0;
            ref var x = ref a;
            ref var y = ref b;
            for (var p = 0; p < terms; p++)
            {
                var factor = TRow.Load(in y, lanes);
                Four(ref x, row, row2, row3, factor, ref r0, ref r1, ref r2, ref r3);
                if (Unsafe.SizeOf<TRows>() >= 6)
                {
                    ref var x4 = ref Unsafe.Add(ref x, 4 * row);
                    r4.AddProduct(TSimd.Broadcast(x4), factor);
                    r5.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x4, row)), factor);
                    if (Unsafe.SizeOf<TRows>() >= 8)
                    {
                        r6.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x4, row2)), factor);
                        r7.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x4, row3)), factor);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 12)
                {
                    Four(ref Unsafe.Add(ref x, 8 * row), row, row2, row3, factor, ref r8, ref r9, ref r10, ref r11);
                }

                x = ref Unsafe.Add(ref x, aTerm);
                y = ref Unsafe.Add(ref y, bTerm);
            }

            ref var to = ref c;
            var cRow = (nint)layout.CRow;
            Store(ref to, cRow, add, r0, r1, r2, r3);
            if (Unsafe.SizeOf<TRows>() >= 6)
            {
                to = ref Unsafe.Add(ref c, 4 * cRow);
                Store(ref to, add, r4);
                Store(ref Unsafe.Add(ref to, cRow), add, r5);
                if (Unsafe.SizeOf<TRows>() >= 8)
                {
                    Store(ref Unsafe.Add(ref to, 2 * cRow), add, r6);
                    Store(ref Unsafe.Add(ref to, 3 * cRow), add, r7);
                }
            }

            if (Unsafe.SizeOf<TRows>() >= 12)
            {
                Store(ref Unsafe.Add(ref c, 8 * cRow), cRow, add, r8, r9, r10, r11);
            }

            a = ref Unsafe.Add(ref a, layout.AElement);
            b = ref Unsafe.Add(ref b, layout.BElement);
            c = ref Unsafe.Add(ref c, layout.CElement);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref T x, nint row, nint row2, nint row3, TRow factor, ref TRow r0, ref TRow r1, ref TRow r2, ref TRow r3)
    {
        r0.AddProduct(TSimd.Broadcast(x), factor);
        r1.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, row)), factor);
        r2.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, row2)), factor);
        r3.AddProduct(TSimd.Broadcast(Unsafe.Add(ref x, row3)), factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T to, nint row, bool add, TRow r0, TRow r1, TRow r2, TRow r3)
    {
        Store(ref to, add, r0);
        Store(ref Unsafe.Add(ref to, row), add, r1);
        Store(ref Unsafe.Add(ref to, 2 * row), add, r2);
        Store(ref Unsafe.Add(ref to, 3 * row), add, r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T to, bool add, TRow row) => (add ? TRow.Load(in to, TSimd.Lanes) + row : row).Store(ref to, TSimd.Lanes);
}
