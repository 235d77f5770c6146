// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Pulls dy back through pooling, rectifier and convolution. Let (o, w) be a window that is alive, a its winner's place in the image: then with g =
/// dy[o, w] dweight[o, c, u, v] += g x[c, a + (u, v)], dx[c, a + (u, v)] += g weight[o, c, u, v], dbias[o] += g; all other outputs have no share,
/// exactly. Layout: images and their gradients channels last, kernels [O, u, (v, c)], so that a row of the kernel meets a contiguous run of the image.
/// Without pooling, 3 x 3 kernels take the gradient as a dense image (<see cref="LiveCotangents{TSimd, T}"/>, <see cref="WinogradWeightGradient{TSimd, T}"/>,
/// <see cref="WinogradConvolution{TSimd, T}"/>). Otherwise the loops are: strips of windows, whose pixels stay in the first-level cache; channels o; the live
/// windows of each (<see cref="LiveLists{TSimd, T}"/>), whose pixels
/// are gathered for dweight (<see cref="GatheredSums{TSimd, T}"/>) and scattered to for dx (<see cref="ScatteredSums{TSimd, T}"/>); with windows of 2 x 2 dx
/// goes place by place (<see cref="PatchGradient{TSimd, T}"/>).
/// Every sum has windows, or channels and their windows, in ascending order.
/// </summary>
internal static class FusedBackward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>dweight and dbias, to which is added, and dx, overwritten, its border included; what is empty or absent is not wanted.</summary>
    public static void Run(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> input, Images<T> output, Images<T> dy, Span<T> dweight, Span<T> dbias,
        Images<T>? dx)
    {
        memory.BiasSums.Span.Clear();
        memory.KernelSums.Span.Clear();
        if (memory.OutputCotangents is { } cotangents)
        {
            LiveCotangents<TSimd, T>.Fill(s, forward, output, dy, cotangents, dx is not null && !s.UsesWinograd, ref memory.BiasSums.First);
        }

        if (memory.Winograd is { } winograd)
        {
            Dense(s, memory, winograd, input, !dweight.IsEmpty, dx);
        }
        else
        {
            var isDense = memory.OutputCotangents is not null;
            if (isDense && !dweight.IsEmpty)
            {
                FewChannelWeights<TSimd, T>.Run(s, input, memory.OutputCotangents!, ref memory.KernelSums.First);
            }

            var patches = dx is not null && PatchGradient<TSimd, T>.Fits(s);
            Sparse(s, forward, memory, input, dy, !isDense, !isDense && !dweight.IsEmpty, patches ? null : dx);
            for (var n = 0; patches && n < s.G.Batch; n++)
            {
                PatchGradient<TSimd, T>.Run(s, forward, memory, dy, dx!, n);
            }
        }

        if (!dweight.IsEmpty && memory.HasRowsOfKernels)
        {
            KernelRows<T>.AddBack(s, memory.KernelSums.Span, dweight);
        }
        else if (!dweight.IsEmpty)
        {
            Transposition<T>.Copy(s.G.PatchLength, s.G.OutChannels, in memory.KernelSums.First, s.PaddedOutputs, ref dweight[0], s.G.PatchLength, add: true);
        }

        for (var o = 0; o < dbias.Length; o++)
        {
            dbias[o] += memory.BiasSums.Span[o];
        }
    }

    /// <summary>The weights in the layout that the gradient of the data reads, which only changes when the weights do.</summary>
    public static void Prepare(FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, ReadOnlySpan<T> weight)
    {
        KernelRows<T>.Copy(s, weight, memory.Kernels.Span);
        if (memory.Winograd is { } winograd)
        {
            WinogradWeights<TSimd, T>.Transform(s.G.OutChannels, s.Pixel, ref memory.Kernels.First, ref winograd.Weights.First, turns: true);
            winograd.SkipsZeros = forward.Winograd!.SkipsZeros;
        }
    }

    /// <summary>Both gradients from that of all outputs; the kernels' as [(c, u, v), O].</summary>
    private static void Dense(FusedShape s, FusedBackwardMemory<T> memory, WinogradMemory<T> winograd, Images<T> input, bool wantsWeights, Images<T>? dx)
    {
        var g = memory.OutputCotangents!;
        if (wantsWeights)
        {
            WinogradWeightGradient<TSimd, T>.Run(memory.WinogradWeights!, input, g, TileRange.Of(s.G.Batch, s.Rows, s.Columns), ref memory.KernelSums.First);
        }

        if (dx is not null)
        {
            // Pixel (h, w) reads g from (h, w) + padding - 2 on.
            WinogradConvolution<TSimd, T>.Run(
                winograd, g, Math.Max(0, s.G.Padding - 1) * (g.Row + g.Pixel), TileRange.Of(s.G.Batch, s.G.Height, s.G.Width),
                new ImageTiles<TSimd, T, Unchanged<TSimd>>(dx, default));
        }
    }

    /// <summary>Both gradients from the outputs that live, strip by strip.</summary>
    private static void Sparse(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> input, Images<T> dy, bool wantsBias, bool wantsWeights, Images<T>? dx)
    {
        var fewChannels = wantsWeights && FewChannelWeights<TSimd, T>.Fits(s);
        dx?.Clear();
        for (var n = 0; n < s.G.Batch; n += memory.StripImages)
        {
            var images = Math.Min(memory.StripImages, s.G.Batch - n);
            for (var row = 0; row < s.Rows; row += memory.StripRows)
            {
                var rows = Math.Min(memory.StripRows, s.Rows - row);
                if (wantsBias)
                {
                    BiasGradient<TSimd, T>.Run(s, forward, dy, n, images, row, rows, ref memory.BiasSums.First);
                }

                for (var i = 0; fewChannels && i < images; i++)
                {
                    FewChannelWeights<TSimd, T>.Run(s, forward, input, dy, n + i, row, rows, ref memory.KernelSums.First);
                }

                if ((wantsWeights && !fewChannels) || dx is not null)
                {
                    Strip(s, forward, memory, input, dy, n, images, row, rows, wantsWeights && !fewChannels, dx);
                }
            }
        }
    }

    /// <summary>The live windows of a strip, channel by channel.</summary>
    private static void Strip(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> input, Images<T> dy, int n, int images, int firstRow, int rows,
        bool wantsWeights, Images<T>? dx)
    {
        var (channels, outputs, pitch, first, count) = (s.G.OutChannels, s.PaddedOutputs, memory.StripPitch, firstRow * s.Columns, images * rows * s.Columns);
        ref var winners = ref memory.WinnersByChannel.First;
        ref var cotangents = ref memory.CotangentsByChannel.First;
        ref readonly var winnersByWindow = ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + first) * outputs);
        Transposition<T>.Copy(count, channels, in winnersByWindow, outputs, ref winners, pitch, add: false);
        for (var i = 0; i < images * rows; i++)
        {
            var row = MemoryMarshal.CreateReadOnlySpan(in dy.At(n + i / rows, firstRow + i % rows, 0), s.Columns * outputs);
            row.CopyTo(memory.Cotangents.Span[(i * s.Columns * outputs)..]);
        }

        Transposition<T>.Copy(count, channels, in memory.Cotangents.First, outputs, ref cotangents, pitch, add: false);
        var (window, start) = (new GatheredWindow<TSimd, T>(s.G.KernelHeight, s.TapRow), s.Start(firstRow * s.Pool, 0));
        ref var starts = ref memory.Live.Starts.First;
        ref var factors = ref memory.Live.Factors.First;
        for (var o = 0; o < channels; o++)
        {
            var live = LiveLists<TSimd, T>.OfChannel(
                count, ref Unsafe.Add(ref winners, o * pitch), ref Unsafe.Add(ref cotangents, o * pitch), ref memory.WindowStarts.First,
                ref starts, ref factors);
            if (wantsWeights)
            {
                ref var sums = ref Unsafe.Add(ref memory.KernelSums.First, o * memory.KernelLength);
                window.Add(live, ref starts, ref factors, ref Unsafe.Add(ref input.First(n), start), s.ImageRow, ref sums, s.PaddedTapRow);
            }

            if (dx is not null)
            {
                ref var kernel = ref Unsafe.Add(ref memory.Kernels.First, o * memory.KernelLength);
                ScatteredSums<TSimd, T>.Add(
                    live, s.G.KernelHeight, s.TapRow, ref starts, ref factors, ref kernel, s.PaddedTapRow, ref Unsafe.Add(ref dx.First(n), start), s.ImageRow);
            }
        }
    }
}
