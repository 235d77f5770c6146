using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Kernels.Fused;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Convolution, rectifier and max-pooling as one node: y = maxpool(relu(conv(x, w) + b)), x [n, C, H, W], w [O, C, kh, kw], b [O] or absent, pooling
/// by windows of size x size that do not
/// overlap (size 1: none). Equal to <see cref="Conv2dOp{T}"/>, <see cref="ReluOp{T}"/> and <see cref="MaxPoolOp{T}"/> in turn, up to rounding.
/// Pullback: only the output that won its window has a gradient, and only where it is above 0; dx, dw and db are summed over those alone.
/// For training and prediction; explanations need the inner values and use the three nodes.
/// </summary>
public sealed class ConvReluPoolOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x, weight;
    private readonly Node<T>? bias;
    private readonly FusedConvolution<T> kernel;

    /// <summary>
    /// The op with one stride and one padding of the convolution for both directions, and windows of <paramref name="pool"/> x
    /// <paramref name="pool"/>.
    /// </summary>
    public ConvReluPoolOp(Node<T> x, Node<T> weight, Node<T>? bias, int stride, int padding, int pool)
        : this(x, weight, bias, new FusedConvolution<T>(ConvolutionGeometry.Of(x.Shape, weight.Shape, stride, padding), pool))
    {
    }

    private ConvReluPoolOp(Node<T> x, Node<T> weight, Node<T>? bias, FusedConvolution<T> kernel)
        : base(kernel.Shape.OutShape, bias is null ? [x, weight] : [x, weight, bias])
    {
        if (bias is not null && (bias.Shape.Rank != 1 || bias.Shape[0] != weight.Shape[0]))
        {
            throw new ShapeException($"Conv2d: weight of shape {weight.Shape} has {weight.Shape[0]} output channels, but the bias has shape {bias.Shape}.");
        }

        (this.x, this.weight, this.bias, this.kernel) = (x, weight, bias, kernel);
    }

    /// <summary>Height and width of the pooling's windows.</summary>
    public int Pool => kernel.Shape.Pool;

    /// <inheritdoc/>
    public override void Forward() => kernel.Forward(x.Value.Span, weight.Value.Span, bias is null ? [] : bias.Value.Span, Value.Span);

    /// <inheritdoc/>
    public override void Pullback() => kernel.Backward(weight.Value.Span, Gradient.Span, GradientOf(x), GradientOf(weight), GradientOf(bias));

    private static Span<T> GradientOf(Node<T>? node) => node is { NeedsGradient: true } ? node.Gradient.Span : [];
}

/// <summary>Adds <c>x.ConvReluPool(weight, bias)</c> to nodes.</summary>
public static class ConvReluPoolExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ConvReluPoolOp{T}"/>
        public Node<T> ConvReluPool(Node<T> weight, Node<T>? bias = null, int stride = 1, int padding = 0, int pool = 1) =>
            x.Tape.Record(new ConvReluPoolOp<T>(x, weight, bias, stride, padding, pool));
    }
}
