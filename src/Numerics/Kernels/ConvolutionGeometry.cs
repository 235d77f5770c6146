namespace QXai.Numerics.Kernels;

/// <summary>
/// The sizes of a two-dimensional convolution: x [Batch, InChannels, Height, Width], weight [OutChannels, InChannels, KernelHeight, KernelWidth],
/// y [Batch, OutChannels, OutHeight, OutWidth], with OutHeight = (Height + 2 Padding - KernelHeight) / Stride + 1, rounded down, and OutWidth likewise.
/// </summary>
public readonly record struct ConvolutionGeometry(
    int Batch, int InChannels, int Height, int Width, int OutChannels, int KernelHeight, int KernelWidth, int Stride, int Padding)
{
    /// <summary>Rows of y.</summary>
    public int OutHeight => (Height + 2 * Padding - KernelHeight) / Stride + 1;

    /// <summary>Columns of y.</summary>
    public int OutWidth => (Width + 2 * Padding - KernelWidth) / Stride + 1;

    /// <summary>The shape of y.</summary>
    public Shape OutShape => new(Batch, OutChannels, OutHeight, OutWidth);

    /// <summary>Elements of x.</summary>
    internal int InputLength => Batch * ImageLength;

    /// <summary>Elements of y.</summary>
    internal int OutputLength => Batch * OutChannels * OutHeight * OutWidth;

    /// <summary>Elements of the weight.</summary>
    internal int WeightLength => OutChannels * PatchLength;

    /// <summary>Elements of x that one output reads: InChannels * KernelHeight * KernelWidth.</summary>
    internal int PatchLength => InChannels * KernelHeight * KernelWidth;

    /// <summary>Outputs per image and channel.</summary>
    internal int OutPlane => OutHeight * OutWidth;

    /// <summary>Elements of one image of x.</summary>
    internal int ImageLength => InChannels * Height * Width;

    /// <summary>Rows of the padded image that outputs read: the last ones may not be reached.</summary>
    internal int ReadHeight => (OutHeight - 1) * Stride + KernelHeight;

    /// <summary>Columns of the padded image that outputs read.</summary>
    internal int ReadWidth => (OutWidth - 1) * Stride + KernelWidth;

    /// <summary>Classes of padded rows and columns by their residue modulo the stride, as far as a tap reads them.</summary>
    internal (int Rows, int Columns) Phases => (Math.Min(Stride, KernelHeight), Math.Min(Stride, KernelWidth));

    /// <summary>Rows and columns of the padded image in each class.</summary>
    internal (int Rows, int Columns) PhasePlane => (OutHeight + (KernelHeight - 1) / Stride, OutWidth + (KernelWidth - 1) / Stride);

    /// <summary>
    /// The geometry of a convolution of <paramref name="x"/> [N, C, H, W] with <paramref name="weight"/> [O, C, kh, kw].
    /// Throws <see cref="ShapeException"/> where axes are missing, the channels differ, or the kernel is larger than the padded image.
    /// </summary>
    public static ConvolutionGeometry Of(Shape x, Shape weight, int stride, int padding)
    {
        if (x.Rank != 4)
        {
            throw new ShapeException($"Conv2d: x of shape {x} has {x.Rank} axes, but 4 are expected: [batch, channels, height, width].");
        }

        if (weight.Rank != 4)
        {
            throw new ShapeException(
                $"Conv2d: weight of shape {weight} has {weight.Rank} axes, but 4 are expected: [out channels, in channels, kernel height, kernel width].");
        }

        if (x[1] != weight[1])
        {
            throw new ShapeException($"Conv2d: x of shape {x} has {x[1]} channels, but weight of shape {weight} expects {weight[1]}.");
        }

        if (x[1] == 0 || weight[0] == 0)
        {
            throw new ShapeException(
                $"Conv2d: x of shape {x} and weight of shape {weight} have {x[1]} channels in and {weight[0]} out, but at least 1 of each is needed.");
        }

        if (stride < 1)
        {
            throw new ShapeException($"Conv2d: stride {stride} for x of shape {x} and weight of shape {weight} is not positive.");
        }

        if (padding < 0)
        {
            throw new ShapeException($"Conv2d: padding {padding} for x of shape {x} and weight of shape {weight} is negative.");
        }

        if (weight[2] < 1 || weight[3] < 1)
        {
            throw new ShapeException($"Conv2d: weight of shape {weight} has an empty kernel of {weight[2]} x {weight[3]}.");
        }

        if (weight[2] > x[2] + 2 * padding || weight[3] > x[3] + 2 * padding)
        {
            throw new ShapeException(
                $"Conv2d: the kernel of weight of shape {weight} is {weight[2]} x {weight[3]}, "
                + $"but x of shape {x} with padding {padding} is only {x[2] + 2 * padding} x {x[3] + 2 * padding}.");
        }

        return new ConvolutionGeometry(x[0], x[1], x[2], x[3], weight[0], weight[2], weight[3], stride, padding);
    }
}
