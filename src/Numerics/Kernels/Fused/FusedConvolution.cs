using System.Numerics;
using System.Runtime.InteropServices;
using QXai.Numerics.Simd;

namespace QXai.Numerics.Kernels.Fused;

/// <summary>
/// y = maxpool(relu(conv(x, weight) + bias)) and its pullback, with the memory that both need. Forward keeps the images in the layout of
/// <see cref="FusedShape"/> and, per window and channel, which output won (-1 where the rectifier is dead); only winners have a gradient, so backward
/// visits one output in Pool^2, and of those only the live ones.
/// Layers in a row hand each other their images and gradients in that layout; arrays at the ends of the row are ordinary row-major tensors. A batch may
/// be cut into chunks, each of which goes forward through all layers, and later backward through all, before the next: then what layers hand each other
/// is still in the second-level cache when it is read. Images are kept for every chunk, gradients only for one. Runs on the calling thread; nothing is
/// allocated after the first backward pass.
/// </summary>
internal sealed class FusedConvolution<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FusedConvolution<T>? previous;
    private readonly T[] weights;
    private readonly Images<T>[] inputs;
    private FusedConvolution<T>? next;
    private FusedBackwardMemory<T>? backward;
    private Images<T>[]? outputs;
    private Images<T>? outputGradient, inputGradient;
    private bool forwardPrepared, backwardPrepared;

    /// <summary>
    /// A layer that reads an array, or behind <paramref name="previous"/> what that layer wrote; <paramref name="geometry"/> is that of one chunk.
    /// </summary>
    public FusedConvolution(in ConvolutionGeometry geometry, int pool, FusedConvolution<T>? previous = null, int chunks = 1)
    {
        Shape = FusedShape.Of<T>(geometry, pool, fromOutside: previous is null);
        Memory = new FusedMemory<T>(Shape, chunks);
        inputs = [.. Enumerable.Range(0, chunks).Select(_ => NewInput())];
        weights = new T[geometry.WeightLength];
        this.previous = previous;
        if (previous is not null)
        {
            previous.next = this;
        }
    }

    public FusedShape Shape { get; }

    public FusedMemory<T> Memory { get; }

    /// <summary>Which chunk the passes are about.</summary>
    public int Chunk
    {
        get => Memory.Chunk;
        set => Memory.Chunk = value;
    }

    /// <summary>x, with its border.</summary>
    private Images<T> Input => inputs[Chunk];

    private Images<T> Output => next?.Input ?? (outputs ??= [.. inputs.Select(_ => NewOutput())])[Chunk];

    private Images<T> InputGradient => inputGradient ??= NewInput();

    private Images<T> OutputGradient => next?.InputGradient ?? (outputGradient ??= NewOutput());

    /// <summary>
    /// y [N, O, H' / Pool, W' / Pool], overwritten, unless a layer follows; x is empty behind another layer; an empty bias counts as 0.
    /// </summary>
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

    /// <summary>
    /// Adds the gradients that belong to dy (empty where a layer follows) and the last forward pass; empty spans are not wanted. The gradient for the
    /// layer before is left to it where <paramref name="passesOn"/>.
    /// </summary>
    public void Backward(ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweight, Span<T> dbias, bool passesOn = false)
    {
        if (Simd512<T>.IsSupported)
        {
            Backward<Simd512<T>>(dy, dx, dweight, dbias, passesOn);
        }
        else if (Simd256<T>.IsSupported)
        {
            Backward<Simd256<T>>(dy, dx, dweight, dbias, passesOn);
        }
        else if (Simd128<T>.IsSupported)
        {
            Backward<Simd128<T>>(dy, dx, dweight, dbias, passesOn);
        }
        else
        {
            Backward<Simd1<T>>(dy, dx, dweight, dbias, passesOn);
        }
    }

    /// <summary>The same for given vectors: for the tests, which compare all widths.</summary>
    internal void Forward<TSimd>(ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> y)
        where TSimd : struct, ISimd<TSimd, T>
    {
        Check("x", x.Length, previous is null ? Shape.G.InputLength : 0);
        Check("weight", weight.Length, Shape.G.WeightLength);
        Check("y", y.Length, next is null ? Shape.OutLength : 0);
        if (!bias.IsEmpty)
        {
            Check("bias", bias.Length, Shape.G.OutChannels);
        }

        if (!forwardPrepared || !SameBits(weight, weights))
        {
            weight.CopyTo(weights);
            FusedForward<TSimd, T>.Prepare(Shape, Memory, weights);
            (forwardPrepared, backwardPrepared) = (true, false);
        }

        bias.CopyTo(Memory.Bias.Span);
        if (previous is null)
        {
            Input.Read(Shape.G.InChannels, x);
        }

        FusedForward<TSimd, T>.Run(Shape, Memory, Input, Output);
        if (next is null)
        {
            Output.Write(Shape.G.OutChannels, y, add: false);
        }
    }

    /// <inheritdoc cref="Forward{TSimd}"/>
    internal void Backward<TSimd>(ReadOnlySpan<T> dy, Span<T> dx, Span<T> dweight, Span<T> dbias, bool passesOn = false)
        where TSimd : struct, ISimd<TSimd, T>
    {
        Check("dy", dy.Length, next is null ? Shape.OutLength : 0);
        CheckWanted("dx", dx.Length, previous is null ? Shape.G.InputLength : 0);
        CheckWanted("dweight", dweight.Length, Shape.G.WeightLength);
        CheckWanted("dbias", dbias.Length, Shape.G.OutChannels);
        backward ??= new FusedBackwardMemory<T>(Shape);
        if (next is null)
        {
            OutputGradient.Read(Shape.G.OutChannels, dy);
        }

        var gradient = !dx.IsEmpty || passesOn ? InputGradient : null;
        if (gradient is not null && !backwardPrepared)
        {
            FusedBackward<TSimd, T>.Prepare(Shape, Memory, backward, weights);
            backwardPrepared = true;
        }

        FusedBackward<TSimd, T>.Run(Shape, Memory, backward, Input, Output, OutputGradient, dweight, dbias, gradient);
        if (!dx.IsEmpty)
        {
            InputGradient.Write(Shape.G.InChannels, dx, add: true);
        }
    }

    private static bool SameBits(ReadOnlySpan<T> a, ReadOnlySpan<T> b) => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    private static void CheckWanted(string name, int length, int expected)
    {
        if (length > 0)
        {
            Check(name, length, expected);
        }
    }

    private static void Check(string name, int length, int expected)
    {
        if (length != expected)
        {
            throw new ShapeException($"Conv2d: {name} has {length} elements, but {expected} are expected.");
        }
    }

    private Images<T> NewInput() => new(Shape.G.Batch, Shape.G.Height, Shape.G.Width, Shape.G.Padding, Shape.Pixel);

    private Images<T> NewOutput() => new(Shape.G.Batch, Shape.Rows, Shape.Columns, 0, Shape.PaddedOutputs);
}
