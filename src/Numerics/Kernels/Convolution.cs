using System.Numerics;
using System.Runtime.CompilerServices;
using QXai.Numerics.Kernels.Conv2d;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as the field calls it):
/// y[n, o, i, j] = bias[o] + sum_(c, u, v) weight[o, c, u, v] x[n, c, i s + u - p, j s + v - p], with stride s and padding p; x counts as 0 outside the image.
/// All arrays are row-major, x [N, C, H, W], y [N, O, H', W'], weight [O, C, kh, kw]. Each element is summed in one order, whatever the vector width.
/// Every method throws <see cref="ShapeException"/> where an array is too short, and runs on the calling thread without allocating once warm.
/// </summary>
public static class Convolution
{
    /// <summary>
    /// Elements of scratch memory that each of the three passes needs; its content does not matter.
    /// </summary>
    public static int WorkspaceLength<T>(in ConvolutionGeometry g)
        where T : unmanaged, IFloatingPointIeee754<T> => Workspace<T>.Length(g);

    /// <summary>y = weight * x + bias; an empty bias counts as 0.</summary>
    public static void Forward<T>(in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Simd512<T>.IsSupported)
        {
            Forward<Simd512<T>, T>(g, x, weight, bias, y, workspace);
        }
        else if (Simd256<T>.IsSupported)
        {
            Forward<Simd256<T>, T>(g, x, weight, bias, y, workspace);
        }
        else if (Simd128<T>.IsSupported)
        {
            Forward<Simd128<T>, T>(g, x, weight, bias, y, workspace);
        }
        else
        {
            Forward<Simd1<T>, T>(g, x, weight, bias, y, workspace);
        }
    }

    /// <summary>dx[n, c, h, w] += sum over all outputs that read x[n, c, h, w] of dy times the weight they read it with.</summary>
    public static void BackwardData<T>(in ConvolutionGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> weight, Span<T> dx, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Simd512<T>.IsSupported)
        {
            BackwardData<Simd512<T>, T>(g, dy, weight, dx, workspace);
        }
        else if (Simd256<T>.IsSupported)
        {
            BackwardData<Simd256<T>, T>(g, dy, weight, dx, workspace);
        }
        else if (Simd128<T>.IsSupported)
        {
            BackwardData<Simd128<T>, T>(g, dy, weight, dx, workspace);
        }
        else
        {
            BackwardData<Simd1<T>, T>(g, dy, weight, dx, workspace);
        }
    }

    /// <summary>dweight[o, c, u, v] += sum_(n, i, j) dy[n, o, i, j] x[n, c, i s + u - p, j s + v - p]; dbias[o] += sum_(n, i, j) dy[n, o, i, j],
    /// unless dbias is empty.</summary>
    public static void BackwardWeights<T>(in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dweight, Span<T> dbias, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Simd512<T>.IsSupported)
        {
            BackwardWeights<Simd512<T>, T>(g, x, dy, dweight, dbias, workspace);
        }
        else if (Simd256<T>.IsSupported)
        {
            BackwardWeights<Simd256<T>, T>(g, x, dy, dweight, dbias, workspace);
        }
        else if (Simd128<T>.IsSupported)
        {
            BackwardWeights<Simd128<T>, T>(g, x, dy, dweight, dbias, workspace);
        }
        else
        {
            BackwardWeights<Simd1<T>, T>(g, x, dy, dweight, dbias, workspace);
        }
    }

    /// <summary>The same for given vectors: for the tests, which compare all widths.</summary>
    internal static void Forward<TSimd, T>(
        in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y, Span<T> workspace)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckImages(g, "x", x.Length, "y", y.Length);
        CheckWeights(g, "weight", weight.Length, "bias", bias.Length);
        if (g.Batch > 0)
        {
            var memory = Workspace<T>.Of(g, workspace);
            ForwardPass<TSimd, T>.Run(g, x[..g.InputLength], weight, bias, y[..g.OutputLength], memory.Planes, memory.Sums);
        }
    }

    /// <inheritdoc cref="Forward{TSimd, T}"/>
    internal static void BackwardData<TSimd, T>(in ConvolutionGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> weight, Span<T> dx, Span<T> workspace)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckImages(g, "dx", dx.Length, "dy", dy.Length);
        CheckWeights(g, "weight", weight.Length, "bias", 0);
        if (g.Batch > 0)
        {
            var memory = Workspace<T>.Of(g, workspace);
            BackwardDataPass<TSimd, T>.Run(g, dy[..g.OutputLength], weight, dx[..g.InputLength], memory.Planes, memory.Sums, memory.Block);
        }
    }

    /// <inheritdoc cref="Forward{TSimd, T}"/>
    internal static void BackwardWeights<TSimd, T>(
        in ConvolutionGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dweight, Span<T> dbias, Span<T> workspace)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckImages(g, "x", x.Length, "dy", dy.Length);
        CheckWeights(g, "dweight", dweight.Length, "dbias", dbias.Length);
        if (g.Batch > 0)
        {
            var memory = Workspace<T>.Of(g, workspace);
            BackwardWeightsPass<TSimd, T>.Run(g, x[..g.InputLength], dy[..g.OutputLength], dweight, dbias, memory.Planes, memory.Block, memory.Sums);
        }
    }

    private static void CheckImages(in ConvolutionGeometry g, string input, int inputLength, string output, int outputLength)
    {
        if (inputLength < g.InputLength)
        {
            throw TooShort(input, new Shape(g.Batch, g.InChannels, g.Height, g.Width), inputLength);
        }

        if (outputLength < g.OutputLength)
        {
            throw TooShort(output, g.OutShape, outputLength);
        }
    }

    private static void CheckWeights(in ConvolutionGeometry g, string weight, int weightLength, string bias, int biasLength)
    {
        if (weightLength < g.WeightLength)
        {
            throw TooShort(weight, new Shape(g.OutChannels, g.InChannels, g.KernelHeight, g.KernelWidth), weightLength);
        }

        if (biasLength != 0 && biasLength < g.OutChannels)
        {
            throw TooShort(bias, new Shape(g.OutChannels), biasLength);
        }
    }

    private static ShapeException TooShort(string name, Shape shape, int length) =>
        new($"Conv2d: {name} of shape {shape} needs {shape.Count} elements, but the span has {length}.");
}
