// Unchecked ref arithmetic: callers have checked that source and destination exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace QXai.Numerics.Kernels;

/// <summary>
/// to[j toRow + i] = from[i fromRow + j], or += with <c>add</c>, for 0 &lt;= i &lt; rows, 0 &lt;= j &lt; columns. Works on 4 x 4 blocks of floats (2 x 2 of doubles), each a register per row:
/// interleaving rows 0 with 2 and 1 with 3, and then the results with each other, gives the block's columns.
/// </summary>
internal static class Transposition<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static bool HasInterleave => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(int rows, int columns, ref readonly T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        var block = Vector128<T>.Count;
        var (blockRows, blockColumns) = HasInterleave ? (rows - rows % block, columns - columns % block) : (0, 0);
        ref var source = ref Unsafe.AsRef(in from);
        for (var i = 0; i < blockRows; i += block)
        {
            for (var j = 0; j < blockColumns; j += block)
            {
                Block(ref Unsafe.Add(ref source, i * fromRow + j), fromRow, ref Unsafe.Add(ref to, j * toRow + i), toRow, add);
            }
        }

        for (var i = 0; i < rows; i++)
        {
            for (var j = i < blockRows ? blockColumns : 0; j < columns; j++)
            {
                var value = Unsafe.Add(ref source, i * fromRow + j);
                ref var target = ref Unsafe.Add(ref to, j * toRow + i);
                target = add ? target + value : value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        var r0 = Vector128.LoadUnsafe(ref from);
        var r1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, fromRow));
        if (typeof(T) == typeof(double))
        {
            Store(Low(r0, r1), ref to, add);
            Store(High(r0, r1), ref Unsafe.Add(ref to, toRow), add);
            return;
        }

        var r2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 2 * fromRow));
        var r3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 3 * fromRow));
        var (low02, high02) = (Low(r0, r2), High(r0, r2));
        var (low13, high13) = (Low(r1, r3), High(r1, r3));
        Store(Low(low02, low13), ref to, add);
        Store(High(low02, low13), ref Unsafe.Add(ref to, toRow), add);
        Store(Low(high02, high13), ref Unsafe.Add(ref to, 2 * toRow), add);
        Store(High(high02, high13), ref Unsafe.Add(ref to, 3 * toRow), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<T> value, ref T to, bool add) => (add ? Vector128.LoadUnsafe(ref to) + value : value).StoreUnsafe(ref to);

    /// <summary>a0 b0 a1 b1 of floats, a0 b0 of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Low(Vector128<T> a, Vector128<T> b) => typeof(T) == typeof(float)
        ? (Sse.IsSupported ? Sse.UnpackLow(a.AsSingle(), b.AsSingle()) : AdvSimd.Arm64.ZipLow(a.AsSingle(), b.AsSingle())).As<float, T>()
        : (Sse2.IsSupported ? Sse2.UnpackLow(a.AsDouble(), b.AsDouble()) : AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble())).As<double, T>();

    /// <summary>a2 b2 a3 b3 of floats, a1 b1 of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> High(Vector128<T> a, Vector128<T> b) => typeof(T) == typeof(float)
        ? (Sse.IsSupported ? Sse.UnpackHigh(a.AsSingle(), b.AsSingle()) : AdvSimd.Arm64.ZipHigh(a.AsSingle(), b.AsSingle())).As<float, T>()
        : (Sse2.IsSupported ? Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()) : AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble())).As<double, T>();
}
