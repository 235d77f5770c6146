using System.Numerics;

namespace QXai.Numerics.Kernels;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as the field calls it):
/// y[n, o, i, j] = bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, i s + u - p, j s + v - p], with stride s and padding p; x counts as 0 outside the image.
/// All arrays are row-major, x [N, C, H, W], y [N, O, H', W'], weight [O, C, kh, kw]. Each element is summed in one fixed order.
/// </summary>
public static class Convolution
{
    /// <summary>Elements of scratch memory that <see cref="Forward"/>, <see cref="BackwardData"/> and <see cref="BackwardWeights"/> need; its content does not matter.</summary>
    public static int WorkspaceLength<T>(in ConvolutionGeometry g)
        where T : unmanaged, IFloatingPointIeee754<T> => g.PatchLength * g.OutPlane;

    /// <summary>y = weight * x + bias; an empty bias counts as 0.</summary>
    public static void Forward<T>(in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (image, plane) = (g.InChannels * g.Height * g.Width, g.OutPlane);
        for (var n = 0; n < g.Batch; n++)
        {
            var output = y.Slice(n * g.OutChannels * plane, g.OutChannels * plane);
            for (var o = 0; o < g.OutChannels; o++)
            {
                output.Slice(o * plane, plane).Fill(bias.IsEmpty ? T.Zero : bias[o]);
            }

            Patches.Gather(g, x.Slice(n * image, image), workspace);
            MatMul.Multiply(g.OutChannels, plane, g.PatchLength, weight, false, workspace, false, output, accumulate: true);
        }
    }

    /// <summary>dx[n, c, h, w] += sum over all outputs that read x[n, c, h, w] of dy times the weight they read it with.</summary>
    public static void BackwardData<T>(in ConvolutionGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> weight, Span<T> dx, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (image, plane) = (g.InChannels * g.Height * g.Width, g.OutPlane);
        for (var n = 0; n < g.Batch; n++)
        {
            MatMul.Multiply<T>(g.PatchLength, plane, g.OutChannels, weight, true, dy.Slice(n * g.OutChannels * plane, g.OutChannels * plane), false, workspace);
            Patches.Scatter(g, workspace, dx.Slice(n * image, image));
        }
    }

    /// <summary>dweight[o, c, u, v] += sum_(n, i, j) dy[n, o, i, j] x[n, c, i s + u - p, j s + v - p]; dbias[o] += sum_(n, i, j) dy[n, o, i, j], unless empty.</summary>
    public static void BackwardWeights<T>(in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dweight, Span<T> dbias, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (image, plane) = (g.InChannels * g.Height * g.Width, g.OutPlane);
        for (var n = 0; n < g.Batch; n++)
        {
            var cotangent = dy.Slice(n * g.OutChannels * plane, g.OutChannels * plane);
            Patches.Gather(g, x.Slice(n * image, image), workspace);
            MatMul.Multiply(g.OutChannels, g.PatchLength, plane, cotangent, false, workspace, true, dweight, accumulate: true);
            for (var o = 0; o < dbias.Length; o++)
            {
                foreach (var value in cotangent.Slice(o * plane, plane))
                {
                    dbias[o] += value;
                }
            }
        }
    }
}
