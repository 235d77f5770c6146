// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Tiles;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// y[n, o, i, j] = max over the window's outputs (a, b) of max(0, bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, a s + u - p, b s + v - p]).
/// Layout: images channels last with a zero border, weights [(c, u, v), O]: everything is vectorised over the output channels, so planes of any width
/// are as fast.
/// Loops, from outside: images; strips of whole rows of windows, whose sums stay in the first-level cache; panels of two vectors of output channels;
/// tiles of up to
/// twelve pixels of <see cref="OuterProducts{TRow, TSimd, T, TA, TB, TC}"/>; terms (c, u, v). With stride 1 a strip is one run of pixels across the
/// ends of its rows; the few sums
/// that belong to no output are not read again.
/// </summary>
internal static class FusedForward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(FusedShape s, FusedMemory<T> memory, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y)
    {
        var (g, outputs) = (s.G, s.PaddedOutputs<T>());
        if (g.Batch == 0)
        {
            return;
        }

        Transposition<T>.Copy(g.OutChannels, g.PatchLength, in weight[0], g.PatchLength, ref memory.Weights.First, outputs, add: false);
        bias.CopyTo(memory.Bias.Span);
        for (var n = 0; n < g.Batch; n++)
        {
            ref var image = ref Unsafe.Add(ref memory.Images.First, n * s.Image);
            ChannelsLast<T>.Copy(s, in x[n * g.ImageLength], ref image);
            for (var row = 0; row < s.Rows; row += memory.StripRows)
            {
                var (rows, first) = (Math.Min(memory.StripRows, s.Rows - row), row * s.Columns);
                Sum(s, memory, ref Unsafe.Add(ref image, s.Start(row * s.Pool, 0)), rows * s.Pool, outputs);
                ref var winners = ref Unsafe.Add(ref memory.Winners.First, (n * s.Windows + first) * outputs);
                PooledRectifier<TSimd, T>.Run(s, rows, outputs, ref memory.Sums.First, ref memory.Bias.First, ref memory.Pooled.First, ref winners);
                var at = n * g.OutChannels * s.Windows + first;
                Transposition<T>.Copy(rows * s.Columns, g.OutChannels, in memory.Pooled.First, outputs, ref y[at], s.Windows, add: false);
                Transposition<T>.Copy(rows * s.Columns, g.OutChannels, in winners, outputs, ref Unsafe.Add(ref memory.WinnersByChannel.First, at), s.Windows, add: false);
            }
        }
    }

    /// <summary>The convolution outputs of <paramref name="rows"/> rows, without bias, to [row, pitch, O].</summary>
    private static void Sum(FusedShape s, FusedMemory<T> memory, ref T corner, int rows, int outputs)
    {
        var (runs, pixels) = s.G.Stride == 1 ? (1, (rows - 1) * s.Pitch + s.G.OutWidth) : (rows, s.G.OutWidth);
        for (var run = 0; run < runs; run++)
        {
            ref var from = ref Unsafe.Add(ref corner, s.Start(run, 0));
            ref var to = ref Unsafe.Add(ref memory.Sums.First, run * s.Pitch * outputs);
            var o = 0;
            for (; o + 2 * TSimd.Lanes <= outputs; o += 2 * TSimd.Lanes)
            {
                Panel<Row2<TSimd, T>>(s, memory, ref from, pixels, ref to, o, outputs);
            }

            if (o < outputs)
            {
                Panel<Row1<TSimd, T>>(s, memory, ref from, pixels, ref to, o, outputs);
            }
        }
    }

    private static void Panel<TRow>(FusedShape s, FusedMemory<T> memory, ref T from, int pixels, ref T to, int o, int outputs)
        where TRow : struct, IRow<TRow, TSimd, T>
    {
        var zero = T.Zero;
        OuterProducts<TRow, TSimd, T, TabledColumns, EvenRows, WholeRows<TRow, TSimd, T>>.Sum(
            pixels, memory.Terms.Length, in from, new TabledColumns(s.G.Stride * s.G.InChannels, in memory.Terms[0]),
            in Unsafe.Add(ref memory.Weights.First, o), new EvenRows(outputs, TSimd.Lanes), in zero, 0, ref Unsafe.Add(ref to, o), outputs, new(TSimd.Lanes, add: false));
    }
}
