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
/// Loops for dweight: strips of windows, whose pixels stay in the first-level cache; channels o; the live windows of each
/// (<see cref="LiveLists{TSimd, T}"/>, <see cref="GatheredSums{TSimd, T}"/>), or <see cref="FewChannelWeights{TSimd, T}"/>. For dx: windows; the places
/// in each; the channels that live there (<see cref="PatchGradient{TSimd, T}"/>, or lists). Every sum has windows, or channels, in ascending order.
/// </summary>
internal static class FusedBackward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>dweight and dbias, to which is added; either may be empty.</summary>
    public static void Weights(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> input, Images<T> dy, Span<T> dweight, Span<T> dbias)
    {
        var fewChannels = FewChannelWeights<TSimd, T>.Fits(s);
        memory.KernelSums.Span.Clear();
        memory.BiasSums.Span.Clear();
        for (var n = 0; n < s.G.Batch; n += memory.StripImages)
        {
            var images = Math.Min(memory.StripImages, s.G.Batch - n);
            for (var row = 0; row < s.Rows; row += memory.StripRows)
            {
                var rows = Math.Min(memory.StripRows, s.Rows - row);
                BiasGradient<TSimd, T>.Run(s, forward, dy, n, images, row, rows, ref memory.BiasSums.First);
                if (dweight.IsEmpty)
                {
                    continue;
                }

                for (var i = 0; fewChannels && i < images; i++)
                {
                    FewChannelWeights<TSimd, T>.Run(s, forward, input, dy, n + i, row, rows, ref memory.KernelSums.First);
                }

                if (!fewChannels)
                {
                    Strip(s, forward, memory, input, dy, n, images, row, rows);
                }
            }
        }

        if (!dweight.IsEmpty && fewChannels)
        {
            Transposition<T>.Copy(s.G.PatchLength, s.G.OutChannels, in memory.KernelSums.First, s.PaddedOutputs, ref dweight[0], s.G.PatchLength, add: true);
        }
        else if (!dweight.IsEmpty)
        {
            KernelRows<T>.AddBack(s, memory.KernelSums.Span, dweight);
        }

        for (var o = 0; o < dbias.Length; o++)
        {
            dbias[o] += memory.BiasSums.Span[o];
        }
    }

    /// <summary>dx, overwritten, border included.</summary>
    public static void Data(FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> dy, Images<T> dx)
    {
        if (PatchGradient<TSimd, T>.Fits(s))
        {
            for (var n = 0; n < s.G.Batch; n++)
            {
                PatchGradient<TSimd, T>.Run(s, forward, memory, dy, dx, n);
            }

            return;
        }

        dx.Clear();
        for (var n = 0; n < s.G.Batch; n++)
        {
            for (var w = 0; w < s.Windows; w++)
            {
                var (i, j) = (w / s.Columns, w % s.Columns);
                ref var winners = ref Unsafe.Add(ref forward.Winners.First, (n * s.Windows + w) * s.PaddedOutputs);
                Window(s, memory, ref winners, ref dy.At(n, i, j), ref Unsafe.Add(ref dx.First(n), s.Start(i * s.Pool, j * s.Pool)));
            }
        }
    }

    /// <summary>One window of any size, place by place.</summary>
    private static void Window(FusedShape s, FusedBackwardMemory<T> memory, ref T winners, ref T cotangents, ref T corner)
    {
        var lists = memory.ByPosition;
        var window = new GatheredWindow<TSimd, T>(s.G.KernelHeight, s.TapRow);
        LiveLists<TSimd, T>.OfWindow(s.PaddedOutputs, ref winners, ref cotangents, ref memory.KernelStarts.First, lists);
        for (var k = 0; k < lists.Counts.Length; k++)
        {
            if (lists.Counts[k] > 0)
            {
                window.Add(
                    lists.Counts[k], ref Unsafe.Add(ref lists.Starts.First, k * lists.Distance), ref Unsafe.Add(ref lists.Factors.First, k * lists.Distance),
                    ref memory.Kernels.First, s.PaddedTapRow, ref Unsafe.Add(ref corner, s.Start(k / s.Pool, k % s.Pool)), s.ImageRow);
            }
        }
    }

    /// <summary>dweight[o, c, u, v] += g x[c, a + (u, v)] over the live windows of a strip, channel by channel.</summary>
    private static void Strip(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, Images<T> input, Images<T> dy, int n, int images, int firstRow, int rows)
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
        var window = new GatheredWindow<TSimd, T>(s.G.KernelHeight, s.TapRow);
        ref var starts = ref memory.ByChannel.Starts.First;
        ref var factors = ref memory.ByChannel.Factors.First;
        for (var o = 0; o < channels; o++)
        {
            var live = LiveLists<TSimd, T>.OfChannel(
                s.Positions, first, count, memory.TableWindows, ref Unsafe.Add(ref winners, o * pitch), ref Unsafe.Add(ref cotangents, o * pitch),
                ref memory.StartBits.First, ref starts, ref factors);
            window.Add(live, ref starts, ref factors, ref input.First(n), s.ImageRow, ref Unsafe.Add(ref memory.KernelSums.First, o * memory.KernelLength), s.PaddedTapRow);
        }
    }
}
