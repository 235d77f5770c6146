// Unchecked ref arithmetic: Convolution has checked the lengths.
using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Conv2d;

/// <summary>
/// dweight[o, c, u, v] += sum_(n, i, j) dy[n, o, i, j] x[n, c, i s + u - p, j s + v - p] and dbias[o] += sum_(n, i, j) dy[n, o, i, j]: pads each
/// image, and adds it up by
/// <see cref="WeightsByPatch{TSimd, T}"/> or <see cref="WeightsByChannel{TSimd, T}"/>, as there are few or many input channels; every weight is
/// summed in the same order either way.
/// </summary>
internal static class BackwardWeightsPass<TSimd, T>
    where TSimd : struct, ISimd<TSimd, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(
        in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dweight, Span<T> dbias, Span<T> planes, Span<T> block, Span<T> sums)
    {
        var byPatch = Workspace<T>.FewChannels(g) && !WeightsByChannel<TSimd, T>.HasWindows(g);
        var pixels = OffsetTable.Take(g.OutPlane);
        for (var i = 0; i < g.OutHeight; i++)
        {
            var row = pixels.Slice(i * g.OutWidth, g.OutWidth);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = (i * g.ReadWidth + j) * g.Stride;
            }
        }

        for (var n = 0; n < g.Batch; n++)
        {
            ref var plane = ref planes[0];
            for (var c = 0; c < g.InChannels; c++)
            {
                var channel = x[((n * g.InChannels + c) * g.Height * g.Width)..];
                PaddedPlane<TSimd, T>.Copy(channel, g.Height, g.Width, -g.Padding, -g.Padding, 1, ref plane, g.ReadHeight, g.ReadWidth);
                plane = ref Unsafe.Add(ref plane, g.ReadHeight * g.ReadWidth);
            }

            var cotangent = dy.Slice(n * g.OutChannels * g.OutPlane, g.OutChannels * g.OutPlane);
            for (var o = 0; o < dbias.Length; o++)
            {
                dbias[o] += Reduction.Sum(cotangent.Slice(o * g.OutPlane, g.OutPlane));
            }

            if (byPatch)
            {
                WeightsByPatch<TSimd, T>.Accumulate(g, ref planes[0], cotangent, pixels, ref block[0], ref sums[0], n > 0);
            }
            else
            {
                WeightsByChannel<TSimd, T>.Accumulate(g, ref planes[0], cotangent, pixels, ref block[0], ref sums[0], n > 0);
            }
        }

        if (byPatch)
        {
            WeightsByPatch<TSimd, T>.AddTo(g, sums, dweight);
        }
        else
        {
            WeightsByChannel<TSimd, T>.AddTo(g, ref sums[0], dweight);
        }
    }
}
