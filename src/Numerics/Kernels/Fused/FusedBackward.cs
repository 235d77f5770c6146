// Unchecked ref arithmetic: FusedConvolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// Pulls dy back through pooling, rectifier and convolution. Let (o, w) be a window that is alive, a its winner's place in the image: then with g =
/// dy[o, w]
/// dweight[o, c, u, v] += g x[c, a + (u, v)], dx[c, a + (u, v)] += g weight[o, c, u, v], dbias[o] += g; all other outputs have no share, exactly.
/// Layout: images and their gradient channels last, kernels [O, u, (v, c)], so that a row of the kernel meets a contiguous run of the image.
/// Loops: images; strips of windows; then for dweight channels and the live windows of each, for dx windows, the places in each and the channels that
/// live there
/// (<see cref="LiveLists{TSimd, T}"/>, <see cref="GatheredSums{TRow, TSimd, T}"/>). Every sum has windows, or channels, in ascending order.
/// </summary>
internal static class FusedBackward<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, ReadOnlySpan<T> weight, ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweight, Span<T> dbias)
    {
        var (g, wantsData, wantsWeights) = (s.G, !dx.IsEmpty, !dweight.IsEmpty || !dbias.IsEmpty);
        memory.KernelSums.Span.Clear();
        memory.BiasSums.AsSpan().Clear();
        if (wantsData)
        {
            KernelRows<T>.Copy(s, weight, memory.Kernels.Span);
        }

        for (var n = 0; n < g.Batch; n++)
        {
            if (wantsData)
            {
                memory.ImageSums.Span.Clear();
            }

            for (var first = 0; first < s.Windows; first += memory.Strip)
            {
                var count = Math.Min(memory.Strip, s.Windows - first);
                if (wantsWeights)
                {
                    AddWeights(s, forward, memory, n, first, count, dy, !dweight.IsEmpty);
                }

                if (wantsData)
                {
                    AddData(s, forward, memory, n, first, count, dy);
                }
            }

            if (wantsData)
            {
                ChannelsLast<T>.AddBack(s, in memory.ImageSums.First, ref dx[n * g.ImageLength]);
            }
        }

        if (!dweight.IsEmpty)
        {
            KernelRows<T>.AddBack(s, memory.KernelSums.Span, dweight);
        }

        for (var o = 0; o < dbias.Length; o++)
        {
            dbias[o] += memory.BiasSums[o];
        }
    }

    /// <summary>dweight[o, c, u, v] += g x[c, a + (u, v)] and dbias[o] += g over the live windows of a strip, channel by channel.</summary>
    private static void AddWeights(
        FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, int n, int first, int count, ReadOnlySpan<T> dy, bool wantsWeight)
    {
        var window = new GatheredWindow<TSimd, T>(s.G.KernelHeight, s.TapRow);
        var (positions, windows, imageRow, row) = (s.Pool * s.Pool, s.Windows, s.ImageRow, s.PaddedTapRow<T>());
        var vectors = (count + TSimd.Lanes - 1) / TSimd.Lanes * TSimd.Lanes;
        ref var starts = ref memory.ByChannel.Starts.First;
        ref var factors = ref memory.ByChannel.Factors.First;
        ref var image = ref Unsafe.Add(ref forward.Images.First, n * s.Image);
        for (var o = 0; o < s.G.OutChannels; o++)
        {
            var at = (n * s.G.OutChannels + o) * windows + first;
            ref var winners = ref Unsafe.Add(ref forward.WinnersByChannel.First, at);
            ref var cotangent = ref Unsafe.AsRef(in dy[at]);
            var live = at + vectors <= dy.Length
                ? LiveLists<TSimd, T>.OfChannel(positions, first, count, windows, ref winners, ref cotangent, ref memory.StartBits.First, ref starts, ref factors)
                : LiveLists<Simd1<T>, T>.OfChannel(positions, first, count, windows, ref winners, ref cotangent, ref memory.StartBits.First, ref starts, ref factors);
            memory.BiasSums[o] += Reduction.Sum<T>(MemoryMarshal.CreateReadOnlySpan(in factors, live));
            if (wantsWeight && live > 0)
            {
                window.Add(live, ref starts, ref factors, ref image, imageRow, ref Unsafe.Add(ref memory.KernelSums.First, o * memory.KernelLength), row);
            }
        }
    }

    /// <summary>dx[c, a + (u, v)] += sum over the channels o that live at place a of g weight[o, c, u, v], for the windows of a strip.</summary>
    private static void AddData(FusedShape s, FusedMemory<T> forward, FusedBackwardMemory<T> memory, int n, int first, int count, ReadOnlySpan<T> dy)
    {
        var (outputs, windows, imageRow, row) = (s.PaddedOutputs<T>(), s.Windows, s.ImageRow, s.PaddedTapRow<T>());
        Transposition<T>.Copy(s.G.OutChannels, count, in dy[n * s.G.OutChannels * windows + first], windows, ref memory.Cotangents.First, outputs, add: false);
        ref var winners = ref Unsafe.Add(ref forward.Winners.First, (n * windows + first) * outputs);
        ref var cotangents = ref memory.Cotangents.First;
        var window = new GatheredWindow<TSimd, T>(s.G.KernelHeight, s.TapRow);
        var (lists, positions) = (memory.ByPosition, memory.Starts);
        for (var w = first; w < first + count; w++)
        {
            LiveLists<TSimd, T>.OfWindow(outputs, ref winners, ref cotangents, ref memory.KernelStarts.First, lists);
            for (var k = 0; k < lists.Counts.Length; k++)
            {
                if (lists.Counts[k] > 0)
                {
                    window.Add(
                        lists.Counts[k], ref Unsafe.Add(ref lists.Starts.First, k * lists.Distance), ref Unsafe.Add(ref lists.Factors.First, k * lists.Distance),
                        ref memory.Kernels.First, row, ref Unsafe.Add(ref memory.ImageSums.First, positions[k, w]), imageRow);
                }
            }

            winners = ref Unsafe.Add(ref winners, outputs);
            cotangents = ref Unsafe.Add(ref cotangents, outputs);
        }
    }
}
