// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// y[n, o, i, j] = max over the window's outputs (a, b) of max(0, bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, a s + u - p, b s + v - p]).
/// Layout: images channels last with a zero border, weights [(c, u, v), O]: everything is vectorised over the output channels, so planes of any width
/// are as fast. Kernels of 3 x 3 and stride 1 go by <see cref="WinogradConvolution{TSimd, T}"/>, first layers by
/// <see cref="FewTermsForward{TSimd, T}"/>, both in tiles of 2 x 2 outputs that meet rectifier and pooling before they are stored, unless windows are no
/// powers of two; else the loops are, from outside: images; strips of whole rows of windows, whose sums stay in the first-level cache; panels of two
/// vectors of output channels; tiles of up to twelve pixels of
/// <see cref="OuterProducts{TRow, TSimd, T, TA, TB, TC}"/>; terms (c, u, v). With stride 1 a strip is one run of pixels across the ends of its rows;
/// the few sums that belong to no output are not read again.
/// </summary>
internal static class FusedForward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(FusedShape s, FusedMemory<T> memory, Images<T> input, Images<T> output)
    {
        var done = s.Pool switch
        {
            1 when s.IsDense => Tiles(s, memory, input, new ImageTiles<TSimd, T, Rectified<TSimd, T>>(output, new Rectified<TSimd, T>(ref memory.Bias.First))),
            2 => Tiles(s, memory, input, new PooledTiles<TSimd, T, Rows1>(s, memory, output)),
            > 2 when BitOperations.IsPow2(s.Pool) => Tiles(s, memory, input, new PooledTiles<TSimd, T, Rows2>(s, memory, output)),
            _ => false,
        };
        if (done)
        {
            return;
        }

        for (var n = 0; n < s.G.Batch; n++)
        {
            for (var row = 0; row < s.Rows; row += memory.StripRows)
            {
                var rows = Math.Min(memory.StripRows, s.Rows - row);
                Strip(s, memory, input, n, row * s.Pool, rows * s.Pool);
                for (var i = 0; i < rows; i++)
                {
                    PooledRectifier<TSimd, T>.Run(
                        s, ref Unsafe.Add(ref memory.Sums.First, i * s.Pool * s.Pitch * s.PaddedOutputs), ref memory.Bias.First,
                        ref output.At(n, row + i, 0), ref Unsafe.Add(ref memory.Winners.First, (n * s.Windows + (row + i) * s.Columns) * s.PaddedOutputs));
                }
            }
        }
    }

    /// <summary>All outputs in tiles of 2 x 2, which go to a sink; false where that is not how this shape is computed.</summary>
    private static bool Tiles<TSink>(FusedShape s, FusedMemory<T> memory, Images<T> input, TSink sink)
        where TSink : struct, ITileSink<TSimd, T>, allows ref struct
    {
        var range = TileRange.Of(s.G.Batch, s.Rows * s.Pool, s.Columns * s.Pool);
        if (memory.Winograd is { } winograd)
        {
            WinogradConvolution<TSimd, T>.Run(winograd, input, 0, range, sink);
        }
        else if (s.HasFewTerms)
        {
            FewTermsForward<TSimd, T>.Run(s, memory, input, range, sink);
        }

        return s.UsesWinograd || s.HasFewTerms;
    }

    /// <summary>The weights in the layout that the passes read, which only changes when the weights do.</summary>
    public static void Prepare(FusedShape s, FusedMemory<T> memory, ReadOnlySpan<T> weight)
    {
        var g = s.G;
        Transposition<T>.Copy(g.OutChannels, g.PatchLength, in weight[0], g.PatchLength, ref memory.Weights.First, s.PaddedOutputs, add: false);
        if (memory.Winograd is { } winograd)
        {
            WinogradWeights<TSimd, T>.Transform(g.InChannels, s.PaddedOutputs, ref memory.Weights.First, ref winograd.Weights.First);
            winograd.SkipsZeros = TensorPrimitives.IsFiniteAll(weight);
        }
    }

    /// <summary>The convolution outputs of the rows [first, first + rows) of an image, without bias, to [row, pitch, O].</summary>
    private static void Strip(FusedShape s, FusedMemory<T> memory, Images<T> input, int n, int first, int rows)
    {
        if (memory.Winograd is { } winograd)
        {
            var range = new TileRange(n, 1, first / 2, (rows + 1) / 2, (s.Columns * s.Pool + 1) / 2);
            WinogradConvolution<TSimd, T>.Run(winograd, input, 0, range, new StoredTiles<TSimd, T>(first / 2, s.Pitch, s.PaddedOutputs, ref memory.Sums.First));
        }
        else
        {
            Sum(s, memory, ref Unsafe.Add(ref input.First(n), s.Start(first, 0)), rows);
        }
    }

    private static void Sum(FusedShape s, FusedMemory<T> memory, ref T corner, int rows)
    {
        var outputs = s.PaddedOutputs;
        var (runs, pixels) = s.G.Stride == 1 ? (1, (rows - 1) * s.Pitch + s.G.OutWidth) : (rows, s.G.OutWidth);
        for (var run = 0; run < runs; run++)
        {
            ref var from = ref Unsafe.Add(ref corner, s.Start(run, 0));
            ref var to = ref Unsafe.Add(ref memory.Sums.First, run * s.Pitch * outputs);
            var o = 0;
            for (; o + 2 * TSimd.Lanes <= outputs; o += 2 * TSimd.Lanes)
            {
                Panel<Row2<TSimd, T>>(s, memory, ref from, pixels, ref to, o);
            }

            if (o < outputs)
            {
                Panel<Row1<TSimd, T>>(s, memory, ref from, pixels, ref to, o);
            }
        }
    }

    private static void Panel<TRow>(FusedShape s, FusedMemory<T> memory, ref T from, int pixels, ref T to, int o)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var (zero, outputs) = (T.Zero, s.PaddedOutputs);
        OuterProducts<TRow, TSimd, T, TabledColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
            pixels, memory.Terms.Length, in from, new TabledColumns(s.G.Stride * s.Pixel, in memory.Terms[0]),
            in Unsafe.Add(ref memory.Weights.First, o), new EvenRows(outputs, TSimd.Lanes), in zero, 0,
            ref Unsafe.Add(ref to, o), outputs, new(TSimd.Lanes, add: false));
    }
}
