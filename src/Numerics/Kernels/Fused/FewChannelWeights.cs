// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// dweight of 3 x 3 kernels with stride 1, without pooling or with one by 2 x 2, where the input has few channels (the first layer of a network):
/// sums[(c, u, v), o] += sum over tiles of 2 x 2 outputs and their places k = (a, b) of g_k[o] x[c, 2 i + a + u, 2 j + b + v], where g_k is the
/// gradient of the output at place k: with pooling, dy at the channels that won there and 0 elsewhere. Of a tile's 4 x 4 pixels each meets up to four taps.
/// Layout: images channels last, dy, winners and sums [., O], vectorised over output channels o. Loops, from outside: rows of tiles; vectors of o;
/// channels c; tiles. The nine sums of a row stay in registers.
/// </summary>
internal static class FewChannelWeights<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How the gradients g0 g1 (upper row) and g2 g3 (lower row) of a tile of 2 x 2 outputs are got.</summary>
    private interface ICotangentTile
    {
        /// <summary>From one tile to the next, in pixels of dy.</summary>
        static abstract int Step { get; }

        /// <summary>A winner above <c>place1</c> stands in the second place or behind it, and so on.</summary>
        static abstract void Load(
            nint pixel, nint row, ref T dy, ref T winners, TSimd place1, TSimd place2, TSimd place3, out TSimd g0, out TSimd g1, out TSimd g2, out TSimd g3);
    }

    /// <summary>Whether the kernel is for this shape.</summary>
    public static bool Fits(FusedShape s) => s.HasFewChannels;

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
                    Row<PooledTile>(
                        s.Columns, s.Pixel, s.ImageRow, outputs, 0, ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 0) + c),
                        ref Unsafe.Add(ref dy.At(n, i, 0), o), ref Unsafe.Add(ref winners, o), ref Unsafe.Add(ref sums, c * 9 * outputs + o));
                }
            }
        }
    }

    /// <summary>Adds the share of all images, without pooling, from the gradient g of all outputs.</summary>
    public static void Run(FusedShape s, Images<T> input, Images<T> g, ref T sums)
    {
        var (outputs, rows, columns) = (s.PaddedOutputs, (s.Rows + 1) / 2, (s.Columns + 1) / 2);
        for (var row = 0; row < s.G.Batch * rows; row++)
        {
            var (n, i) = (row / rows, row % rows);
            for (var o = 0; o < outputs; o += TSimd.Lanes)
            {
                for (var c = 0; c < s.G.InChannels; c++)
                {
                    Row<DenseTile>(
                        columns, s.Pixel, s.ImageRow, outputs, g.Row, ref Unsafe.Add(ref input.First(n), s.Start(2 * i, 0) + c),
                        ref Unsafe.Add(ref g.At(n, 2 * i, 0), o), ref Unsafe.Add(ref g.At(n, 2 * i, 0), o), ref Unsafe.Add(ref sums, c * 9 * outputs + o));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row<TTile>(int columns, nint pixel, nint row, nint outputs, nint dyRow, ref T x, ref T dy, ref T winners, ref T sums)
        where TTile : struct, ICotangentTile
    {
        TSimd s00 = TSimd.Zero, s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00, s20 = s00, s21 = s00, s22 = s00;
        var (place1, place2) = (SimdMath<T>.Constant<TSimd>(pixel - 0.5), SimdMath<T>.Constant<TSimd>(row - 0.5));
        var place3 = SimdMath<T>.Constant<TSimd>(row + pixel - 0.5);
        for (var j = 0; j < columns; j++)
        {
            TTile.Load(outputs, dyRow, ref dy, ref winners, place1, place2, place3, out var g0, out var g1, out var g2, out var g3);
            AddRow(ref x, pixel, g0, g1, ref s00, ref s01, ref s02);
            AddRow(ref Unsafe.Add(ref x, row), pixel, g0, g1, ref s10, ref s11, ref s12);
            AddRow(ref Unsafe.Add(ref x, row), pixel, g2, g3, ref s00, ref s01, ref s02);
            AddRow(ref Unsafe.Add(ref x, 2 * row), pixel, g0, g1, ref s20, ref s21, ref s22);
            AddRow(ref Unsafe.Add(ref x, 2 * row), pixel, g2, g3, ref s10, ref s11, ref s12);
            AddRow(ref Unsafe.Add(ref x, 3 * row), pixel, g2, g3, ref s20, ref s21, ref s22);
            x = ref Unsafe.Add(ref x, 2 * pixel);
            dy = ref Unsafe.Add(ref dy, TTile.Step * outputs);
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

    /// <summary>A pooling window: one dy, which belongs to the winner.</summary>
    private readonly struct PooledTile : ICotangentTile
    {
        public static int Step => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Load(
            nint pixel, nint row, ref T dy, ref T winners, TSimd place1, TSimd place2, TSimd place3, out TSimd g0, out TSimd g1, out TSimd g2, out TSimd g3)
        {
            var (g, winner) = (TSimd.Load(in dy, 0), TSimd.Load(in winners, 0));
            var above0 = TSimd.Select(TSimd.LessThan(place1, winner), g, TSimd.Zero);
            var above1 = TSimd.Select(TSimd.LessThan(place2, winner), g, TSimd.Zero);
            g3 = TSimd.Select(TSimd.LessThan(place3, winner), g, TSimd.Zero);
            g0 = TSimd.Select(TSimd.LessThan(SimdMath<T>.Constant<TSimd>(-0.5), winner), g, TSimd.Zero) - above0;
            (g1, g2) = (above0 - above1, above1 - g3);
        }
    }

    /// <summary>Four outputs without pooling.</summary>
    private readonly struct DenseTile : ICotangentTile
    {
        public static int Step => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Load(
            nint pixel, nint row, ref T dy, ref T winners, TSimd place1, TSimd place2, TSimd place3, out TSimd g0, out TSimd g1, out TSimd g2, out TSimd g3)
        {
            (g0, g1) = (TSimd.Load(in dy, 0), TSimd.Load(in dy, (nuint)pixel));
            (g2, g3) = (TSimd.Load(in dy, (nuint)row), TSimd.Load(in dy, (nuint)(row + pixel)));
        }
    }
}
