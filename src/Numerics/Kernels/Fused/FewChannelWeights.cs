// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// dweight of 3 x 3 kernels with stride 1 and pooling by 2 x 2 where the input has few channels (the first layer of a network):
/// sums[(c, u, v), o] += sum over windows and their places k = (a, b) of g_k[o] x[c, 2 i + a + u, 2 j + b + v], where g_k is dy at the channels that
/// won at place k and 0 elsewhere. Of a window's 4 x 4 pixels each meets up to four taps.
/// Layout: images channels last, dy, winners and sums [., O], vectorised over output channels o. Loops, from outside: rows of windows; vectors of o;
/// channels c; windows. The nine sums of a row stay in registers.
/// </summary>
internal static class FewChannelWeights<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether the kernel is for this shape.</summary>
    public static bool Fits(FusedShape s) => s.HasFewTerms && s is { Pool: 2, G: { KernelHeight: 3, KernelWidth: 3, Stride: 1 } };

    /// <summary>Adds the share of some rows of windows of image <paramref name="n"/>.</summary>
    public static void Run(FusedShape s, FusedMemory<T> forward, Images<T> input, Images<T> dy, int n, int firstRow, int rows, ref T sums)
    {
        var outputs = s.PaddedOutputs;
        for (var i = firstRow; i < firstRow + rows; i++)
        {
            ref var winners = ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + i * s.Columns) * outputs);
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                for (var c = 0; c < s.G.InChannels; c++)
                {
                    Row(
                        s.Columns, s.Pixel, s.ImageRow, outputs, ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 0) + c),
                        ref Unsafe.Add(ref dy.At(n, i, 0), o), ref Unsafe.Add(ref winners, o), ref Unsafe.Add(ref sums, c * 9 * outputs + o));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row(int columns, nint pixel, nint row, nint outputs, ref T x, ref T dy, ref T winners, ref T sums)
    {
        TSimd s00 = TSimd.Zero, s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00, s20 = s00, s21 = s00, s22 = s00;
        var (half, one) = (SimdMath<T>.Constant<TSimd>(0.5), SimdMath<T>.Constant<TSimd>(1));
        for (var j = 0; j < columns; j++)
        {
            var (g, winner) = (TSimd.Load(in dy, 0), TSimd.Load(in winners, 0));
            var above0 = TSimd.Select(TSimd.LessThan(half, winner), g, TSimd.Zero);
            var above1 = TSimd.Select(TSimd.LessThan(half + one, winner), g, TSimd.Zero);
            var g3 = TSimd.Select(TSimd.LessThan(half + one + one, winner), g, TSimd.Zero);
            var g0 = TSimd.Select(TSimd.LessThan(TSimd.Zero - half, winner), g, TSimd.Zero) - above0;
            var (g1, g2) = (above0 - above1, above1 - g3);
            AddRow(ref x, pixel, g0, g1, ref s00, ref s01, ref s02);
            AddRow(ref Unsafe.Add(ref x, row), pixel, g0, g1, ref s10, ref s11, ref s12);
            AddRow(ref Unsafe.Add(ref x, row), pixel, g2, g3, ref s00, ref s01, ref s02);
            AddRow(ref Unsafe.Add(ref x, 2 * row), pixel, g0, g1, ref s20, ref s21, ref s22);
            AddRow(ref Unsafe.Add(ref x, 2 * row), pixel, g2, g3, ref s10, ref s11, ref s12);
            AddRow(ref Unsafe.Add(ref x, 3 * row), pixel, g2, g3, ref s20, ref s21, ref s22);
            x = ref Unsafe.Add(ref x, 2 * pixel);
            dy = ref Unsafe.Add(ref dy, outputs);
            winners = ref Unsafe.Add(ref winners, outputs);
        }

        AddTo(ref sums, outputs, s00, s01, s02);
        AddTo(ref Unsafe.Add(ref sums, 3 * outputs), outputs, s10, s11, s12);
        AddTo(ref Unsafe.Add(ref sums, 6 * outputs), outputs, s20, s21, s22);
    }

    /// <summary>What one row of pixels gives to one row of the kernel, from the left and the right place of a window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(ref T x, nint pixel, TSimd left, TSimd right, ref TSimd s0, ref TSimd s1, ref TSimd s2)
    {
        ref var x1 = ref Unsafe.Add(ref x, pixel);
        ref var x2 = ref Unsafe.Add(ref x1, pixel);
        s0 = TSimd.FusedMultiplyAdd(left, in x, s0);
        s1 = TSimd.FusedMultiplyAdd(left, in x1, s1);
        s2 = TSimd.FusedMultiplyAdd(left, in x2, s2);
        s0 = TSimd.FusedMultiplyAdd(right, in x1, s0);
        s1 = TSimd.FusedMultiplyAdd(right, in x2, s1);
        s2 = TSimd.FusedMultiplyAdd(right, in Unsafe.Add(ref x2, pixel), s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref T sums, nint outputs, TSimd s0, TSimd s1, TSimd s2)
    {
        (TSimd.Load(in sums, 0) + s0).Store(ref sums, 0);
        (TSimd.Load(in sums, (nuint)outputs) + s1).Store(ref sums, (nuint)outputs);
        (TSimd.Load(in sums, (nuint)(2 * outputs)) + s2).Store(ref sums, (nuint)(2 * outputs));
    }
}
