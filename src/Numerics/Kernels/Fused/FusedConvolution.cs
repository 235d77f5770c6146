using System.Numerics;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// y = maxpool(relu(conv(x, weight) + bias)) and its pullback, with the memory that both need. Forward keeps the images in the layout of
/// <see cref="FusedShape"/> and, per window and channel, which
/// output won (-1 where the rectifier is dead); only winners have a gradient, so backward visits one output in Pool^2, and of those only the live
/// ones.
/// Arrays outside are ordinary row-major tensors. Runs on the calling thread; nothing is allocated after the first backward pass.
/// </summary>
internal sealed class FusedConvolution<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private FusedBackwardMemory<T>? backward;

    public FusedConvolution(in ConvolutionGeometry geometry, int pool)
    {
        if (pool < 1 || pool > geometry.OutHeight || pool > geometry.OutWidth)
        {
            throw new ShapeException($"Conv2d: windows of {pool} x {pool} do not fit outputs of shape {geometry.OutShape}.");
        }

        Shape = new FusedShape(geometry, pool);
        Memory = new FusedMemory<T>(Shape);
    }

    public FusedShape Shape { get; }

    public FusedMemory<T> Memory { get; }

    /// <summary>y [N, O, H' / Pool, W' / Pool], overwritten; an empty bias counts as 0.</summary>
    public void Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y)
    {
        if (Simd512<T>.IsSupported)
        {
            Forward<Simd512<T>>(x, weight, bias, y);
        }
        else if (Simd256<T>.IsSupported)
        {
            Forward<Simd256<T>>(x, weight, bias, y);
        }
        else if (Simd128<T>.IsSupported)
        {
            Forward<Simd128<T>>(x, weight, bias, y);
        }
        else
        {
            Forward<Simd1<T>>(x, weight, bias, y);
        }
    }

    /// <summary>Adds the gradients that belong to dy and the last forward pass; empty spans are not wanted.</summary>
    public void Backward(ReadOnlySpan<T> weight, ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweight, Span<T> dbias)
    {
        if (Simd512<T>.IsSupported)
        {
            Backward<Simd512<T>>(weight, dy, dx, dweight, dbias);
        }
        else if (Simd256<T>.IsSupported)
        {
            Backward<Simd256<T>>(weight, dy, dx, dweight, dbias);
        }
        else if (Simd128<T>.IsSupported)
        {
            Backward<Simd128<T>>(weight, dy, dx, dweight, dbias);
        }
        else
        {
            Backward<Simd1<T>>(weight, dy, dx, dweight, dbias);
        }
    }

    /// <summary>The same for given vectors: for the tests, which compare all widths.</summary>
    internal void Forward<TSimd>(ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y)
        where TSimd : struct, ISimd<TSimd, T>
    {
        Check("x", x.Length, Shape.G.InputLength);
        Check("weight", weight.Length, Shape.G.WeightLength);
        Check("y", y.Length, Shape.OutLength);
        if (!bias.IsEmpty)
        {
            Check("bias", bias.Length, Shape.G.OutChannels);
        }

        FusedForward<TSimd, T>.Run(Shape, Memory, x, weight, bias, y);
    }

    /// <inheritdoc cref="Forward{TSimd}"/>
    internal void Backward<TSimd>(ReadOnlySpan<T> weight, ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweight, Span<T> dbias)
        where TSimd : struct, ISimd<TSimd, T>
    {
        Check("weight", weight.Length, Shape.G.WeightLength);
        Check("dy", dy.Length, Shape.OutLength);
        if (!dx.IsEmpty)
        {
            Check("dx", dx.Length, Shape.G.InputLength);
        }

        if (!dweight.IsEmpty)
        {
            Check("dweight", dweight.Length, Shape.G.WeightLength);
        }

        if (!dbias.IsEmpty)
        {
            Check("dbias", dbias.Length, Shape.G.OutChannels);
        }

        FusedBackward<TSimd, T>.Run(Shape, Memory, backward ??= new FusedBackwardMemory<T>(Shape), weight, dy, dx, dweight, dbias);
    }

    private static void Check(string name, int length, int expected)
    {
        if (length != expected)
        {
            throw new ShapeException($"Conv2d: {name} has {length} elements, but {expected} are expected.");
        }
    }
}
