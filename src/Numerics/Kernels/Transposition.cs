// Unchecked ref arithmetic: callers have checked that source and destination exist.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace QXai.Numerics.Kernels;

/// <summary>
/// to[j toRow + i] = from[i fromRow + j], or += with <c>add</c>, for 0 &lt;= i &lt; rows, 0 &lt;= j &lt; columns. Works on 4 x 4 blocks of floats (2
/// x 2 of doubles), each a 128-bit register per row:
/// interleaving rows 0 with 2 and 1 with 3, and then the results with each other, gives the block's columns. With 256-bit registers, two blocks one
/// above the other go side by side.
/// </summary>
internal static class Transposition<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static int Side => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Copy(int rows, int columns, ref readonly T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        ref var source = ref Unsafe.AsRef(in from);
        if (rows == 1 && toRow == 1 && !add)
        {
            MemoryMarshal.CreateReadOnlySpan(in from, columns).CopyTo(MemoryMarshal.CreateSpan(ref to, columns));
            return;
        }

        var blockColumns = Sse2.IsSupported || AdvSimd.Arm64.IsSupported ? columns - columns % Side : 0;
        var i = 0;
        for (; Avx.IsSupported && i <= rows - 2 * Side; i += 2 * Side)
        {
            for (var j = 0; j < blockColumns; j += Side)
            {
                TwoBlocks(ref Unsafe.Add(ref source, i * fromRow + j), fromRow, ref Unsafe.Add(ref to, j * toRow + i), toRow, add);
            }

            One(i, i + 2 * Side, blockColumns, columns, ref source, fromRow, ref to, toRow, add);
        }

        for (; i <= rows - Side; i += Side)
        {
            for (var j = 0; j < blockColumns; j += Side)
            {
                Block(ref Unsafe.Add(ref source, i * fromRow + j), fromRow, ref Unsafe.Add(ref to, j * toRow + i), toRow, add);
            }

            One(i, i + Side, blockColumns, columns, ref source, fromRow, ref to, toRow, add);
        }

        One(i, rows, 0, columns, ref source, fromRow, ref to, toRow, add);
    }

    /// <summary>The rest, one by one.</summary>
    private static void One(int firstRow, int rows, int firstColumn, int columns, ref T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        for (var j = firstColumn; j < columns; j++)
        {
            for (var i = firstRow; i < rows; i++)
            {
                ref var target = ref Unsafe.Add(ref to, j * toRow + i);
                var value = Unsafe.Add(ref from, i * fromRow + j);
                target = add ? target + value : value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        var r0 = Row(ref from, 0, fromRow);
        var r1 = Row(ref from, 1, fromRow);
        if (typeof(T) == typeof(double))
        {
            Store(Low(r0, r1), ref to, add);
            Store(High(r0, r1), ref Unsafe.Add(ref to, toRow), add);
            return;
        }

        var r2 = Row(ref from, 2, fromRow);
        var r3 = Row(ref from, 3, fromRow);
        var (low02, high02, low13, high13) = (Low(r0, r2), High(r0, r2), Low(r1, r3), High(r1, r3));
        Store(Low(low02, low13), ref to, add);
        Store(High(low02, low13), ref Unsafe.Add(ref to, toRow), add);
        Store(Low(high02, high13), ref Unsafe.Add(ref to, 2 * toRow), add);
        Store(High(high02, high13), ref Unsafe.Add(ref to, 3 * toRow), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoBlocks(ref T from, nint fromRow, ref T to, nint toRow, bool add)
    {
        var r0 = TwoRows(ref from, 0, fromRow);
        var r1 = TwoRows(ref from, 1, fromRow);
        if (typeof(T) == typeof(double))
        {
            Store(Low(r0, r1), ref to, add);
            Store(High(r0, r1), ref Unsafe.Add(ref to, toRow), add);
            return;
        }

        var r2 = TwoRows(ref from, 2, fromRow);
        var r3 = TwoRows(ref from, 3, fromRow);
        var (low02, high02, low13, high13) = (Low(r0, r2), High(r0, r2), Low(r1, r3), High(r1, r3));
        Store(Low(low02, low13), ref to, add);
        Store(High(low02, low13), ref Unsafe.Add(ref to, toRow), add);
        Store(Low(high02, high13), ref Unsafe.Add(ref to, 2 * toRow), add);
        Store(High(high02, high13), ref Unsafe.Add(ref to, 3 * toRow), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Row(ref T from, int row, nint fromRow) => Vector128.LoadUnsafe(ref Unsafe.Add(ref from, row * fromRow));

    /// <summary>Row r of the upper block in the lower half, row r of the lower block in the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> TwoRows(ref T from, int row, nint fromRow) => Vector256.Create(Row(ref from, row, fromRow), Row(ref from, row + Side, fromRow));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<T> value, ref T to, bool add) => (add ? Vector128.LoadUnsafe(ref to) + value : value).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<T> value, ref T to, bool add) => (add ? Vector256.LoadUnsafe(ref to) + value : value).StoreUnsafe(ref to);

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

    /// <summary>The same in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Low(Vector256<T> a, Vector256<T> b) => typeof(T) == typeof(float)
        ? Avx.UnpackLow(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();

    /// <inheritdoc cref="Low(Vector256{T}, Vector256{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> High(Vector256<T> a, Vector256<T> b) => typeof(T) == typeof(float)
        ? Avx.UnpackHigh(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
}
