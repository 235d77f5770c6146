// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// dx of 3 x 3 kernels with stride 1 and pooling by 2 x 2: dx[a + (u, v), c] += g_o weight[o, (u, v), c] for the channels o that won at place a, which a
/// word of bits names.
/// Layout: images channels last, kernels [O, u, (v, c)]. Two places, one below the other, are one run: their 4 x 3 pixels of a vector of channels c
/// are twelve accumulators that are loaded and stored once. Loops, from outside: windows; words of 64 channels o; the left and the right pair of places;
/// vectors of c; the upper and the lower place; their channels o, ascending.
/// </summary>
internal static class PatchGradient<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Output channels that a word of bits covers.</summary>
    private const int Word = 64;

    /// <summary>Whether the kernel is for this shape.</summary>
    public static bool Fits(FusedShape s) => s is { Pool: 2, G: { KernelHeight: 3, KernelWidth: 3, Stride: 1 } } && s.TapRow == s.PaddedTapRow;

    /// <summary>Overwrites dx of image <paramref name="n"/>; its rows are cleared just before the first window reaches them.</summary>
    public static void Run(FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> dy, Images<T> dx, int n)
    {
        var (outputs, cleared) = (s.PaddedOutputs, 0);
        for (var i = 0; i < s.Rows; i++)
        {
            Clear(s, ref dx.First(n), ref cleared, 2 * i + 4);
            for (var j = 0; j < s.Columns; j++)
            {
                ref var winners = ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + i * s.Columns + j) * outputs);
                ref var corner = ref Unsafe.Add(ref dx.First(n), s.Start(2 * i, 2 * j));
                for (var o = 0; o < outputs; o += Word)
                {
                    ref var kernels = ref Unsafe.Add(ref memory.Kernels.First, o * memory.KernelLength);
                    Window(
                        s, memory.KernelLength, Math.Min(outputs - o, Word), ref kernels, ref Unsafe.Add(ref winners, o), ref Unsafe.Add(ref dy.At(n, i, j), o),
                        ref corner);
                }
            }
        }

        Clear(s, ref dx.First(n), ref cleared, s.G.Height + 2 * s.G.Padding);
    }

    /// <summary>Clears the rows of one image from <paramref name="cleared"/> up to <paramref name="end"/>, as far as it has so many.</summary>
    private static void Clear(FusedShape s, ref T image, ref int cleared, int end)
    {
        end = Math.Min(end, s.G.Height + 2 * s.G.Padding);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref image, cleared * s.ImageRow), (end - cleared) * s.ImageRow).Clear();
        cleared = end;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Window(FusedShape s, int kernelLength, int outputs, ref T kernels, ref T winners, ref T dy, ref T corner)
    {
        var (pixel, row) = (s.Pixel, s.ImageRow);
        var (from0, from1) = (From(0, outputs, ref winners), From(pixel, outputs, ref winners));
        var (from2, from3) = (From(row, outputs, ref winners), From(row + pixel, outputs, ref winners));
        Pair(s, kernelLength, from0 & ~from1, from2 & ~from3, ref dy, ref kernels, ref corner);
        Pair(s, kernelLength, from1 & ~from2, from3, ref dy, ref kernels, ref Unsafe.Add(ref corner, pixel));
    }

    /// <summary>The channels whose winner stands at <paramref name="place"/> or behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong From(int place, int outputs, ref T winners)
    {
        var (threshold, word) = (SimdMath<T>.Constant<TSimd>(place - 0.5), 0UL);
        for (var o = 0; o < outputs; o += TSimd.Lanes)
        {
            word |= TSimd.Bits(TSimd.LessThan(threshold, TSimd.Load(in winners, (nuint)o))) << o;
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(FusedShape s, int kernelLength, ulong upper, ulong lower, ref T factors, ref T kernels, ref T patch)
    {
        for (var c = 0; c < s.Pixel && (upper | lower) != 0; c += TSimd.Lanes)
        {
            Column(upper, lower, ref factors, ref Unsafe.Add(ref kernels, c), kernelLength, s.TapRow, s.Pixel, ref Unsafe.Add(ref patch, c), s.ImageRow);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Column(
        ulong upper, ulong lower, ref T factors, ref T kernels, nint length, nint kernelRow, nint pixel, ref T patch, nint imageRow)
    {
        ref var row1 = ref Unsafe.Add(ref patch, imageRow);
        ref var row2 = ref Unsafe.Add(ref row1, imageRow);
        ref var row3 = ref Unsafe.Add(ref row2, imageRow);
        Load(ref patch, pixel, out var a0, out var a1, out var a2);
        Load(ref row1, pixel, out var b0, out var b1, out var b2);
        Load(ref row2, pixel, out var c0, out var c1, out var c2);
        Load(ref row3, pixel, out var d0, out var d1, out var d2);
        for (; upper != 0; upper &= upper - 1)
        {
            var o = BitOperations.TrailingZeroCount(upper);
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, o));
            ref var kernel = ref Unsafe.Add(ref kernels, o * length);
            MultiplyAdd(factor, ref kernel, pixel, ref a0, ref a1, ref a2);
            MultiplyAdd(factor, ref Unsafe.Add(ref kernel, kernelRow), pixel, ref b0, ref b1, ref b2);
            MultiplyAdd(factor, ref Unsafe.Add(ref kernel, 2 * kernelRow), pixel, ref c0, ref c1, ref c2);
        }

        for (; lower != 0; lower &= lower - 1)
        {
            var o = BitOperations.TrailingZeroCount(lower);
            var factor = TSimd.Broadcast(Unsafe.Add(ref factors, o));
            ref var kernel = ref Unsafe.Add(ref kernels, o * length);
            MultiplyAdd(factor, ref kernel, pixel, ref b0, ref b1, ref b2);
            MultiplyAdd(factor, ref Unsafe.Add(ref kernel, kernelRow), pixel, ref c0, ref c1, ref c2);
            MultiplyAdd(factor, ref Unsafe.Add(ref kernel, 2 * kernelRow), pixel, ref d0, ref d1, ref d2);
        }

        Store(ref patch, pixel, a0, a1, a2);
        Store(ref row1, pixel, b0, b1, b2);
        Store(ref row2, pixel, c0, c1, c2);
        Store(ref row3, pixel, d0, d1, d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ref T row, nint pixel, out TSimd s0, out TSimd s1, out TSimd s2) =>
        (s0, s1, s2) = (TSimd.Load(in row, 0), TSimd.Load(in row, (nuint)pixel), TSimd.Load(in row, (nuint)(2 * pixel)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(TSimd factor, ref T row, nint pixel, ref TSimd s0, ref TSimd s1, ref TSimd s2)
    {
        s0 = TSimd.FusedMultiplyAdd(factor, in row, 0, s0);
        s1 = TSimd.FusedMultiplyAdd(factor, in row, (nuint)pixel, s1);
        s2 = TSimd.FusedMultiplyAdd(factor, in row, (nuint)(2 * pixel), s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T row, nint pixel, TSimd s0, TSimd s1, TSimd s2)
    {
        s0.Store(ref row, 0);
        s1.Store(ref row, (nuint)pixel);
        s2.Store(ref row, (nuint)(2 * pixel));
    }
}
