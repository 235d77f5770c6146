using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Kernels.Fused;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Convolutions with rectifier and max-pooling, one or several in a row, as one node: for l = 1, 2, ..., y_l = maxpool(relu(conv(y_(l-1), w_l) + b_l)),
/// y_0 = x [n, C, H, W], w_l [O_l, O_(l-1), kh, kw], b_l [O_l] or absent, pooling by windows of size x size that do not overlap (size 1: none). Equal
/// to <see cref="Conv2dOp{T}"/>, <see cref="ReluOp{T}"/> and <see cref="MaxPoolOp{T}"/> in turn, up to rounding. What lies between the layers stays in
/// the layout of their kernels. Pullback: only the output that won its window has a gradient, and only where it is above 0; dx, dw and db are summed
/// over those alone. For training and prediction; explanations need the inner values and use a node per operation.
/// </summary>
public sealed class ConvReluPoolOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly ConvReluPoolLayer<T>[] layers;
    private readonly FusedConvolution<T>[] kernels;

    /// <summary>The op with its layers from first to last, at least one.</summary>
    public ConvReluPoolOp(Node<T> x, params ReadOnlySpan<ConvReluPoolLayer<T>> layers)
        : this(x, layers.ToArray(), Kernels(x.Shape, layers))
    {
    }

    private ConvReluPoolOp(Node<T> x, ConvReluPoolLayer<T>[] layers, FusedConvolution<T>[] kernels)
        : base(kernels[^1].Shape.OutShape, [x, .. layers.SelectMany(layer => layer.Parameters)])
    {
        (this.x, this.layers, this.kernels) = (x, layers, kernels);
    }

    /// <summary>The layers from first to last.</summary>
    public IReadOnlyList<ConvReluPoolLayer<T>> Layers => layers;

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var l = 0; l < layers.Length; l++)
        {
            kernels[l].Forward(
                l == 0 ? x.Value.Span : [], layers[l].Weight.Value.Span, layers[l].Bias is { } bias ? bias.Value.Span : [],
                l == layers.Length - 1 ? Value.Span : []);
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var l = layers.Length - 1; l >= 0; l--)
        {
            kernels[l].Backward(
                l == layers.Length - 1 ? Gradient.Span : [], l == 0 ? GradientOf(x) : [], GradientOf(layers[l].Weight), GradientOf(layers[l].Bias), l > 0);
        }
    }

    private static Span<T> GradientOf(Node<T>? node) => node is { NeedsGradient: true } ? node.Gradient.Span : [];

    private static FusedConvolution<T>[] Kernels(Shape x, ReadOnlySpan<ConvReluPoolLayer<T>> layers)
    {
        if (layers.IsEmpty)
        {
            throw new ArgumentException("ConvReluPool: at least one layer is needed.");
        }

        var kernels = new FusedConvolution<T>[layers.Length];
        for (var l = 0; l < layers.Length; l++)
        {
            var (weight, bias, stride, padding, pool) = layers[l];
            kernels[l] = new FusedConvolution<T>(ConvolutionGeometry.Of(x, weight.Shape, stride, padding), pool, l == 0 ? null : kernels[l - 1]);
            x = kernels[l].Shape.OutShape;
            if (bias is not null && (bias.Shape.Rank != 1 || bias.Shape[0] != weight.Shape[0]))
            {
                throw new ShapeException($"Conv2d: weight of shape {weight.Shape} has {weight.Shape[0]} output channels, but the bias has shape {bias.Shape}.");
            }
        }

        return kernels;
    }
}

/// <summary>Adds <c>x.ConvReluPool(weight, bias)</c> to nodes.</summary>
public static class ConvReluPoolExtension
{
    extension<T>(Node<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="ConvReluPoolOp{T}"/>
        public Node<T> ConvReluPool(Node<T> weight, Node<T>? bias = null, int stride = 1, int padding = 0, int pool = 1) =>
            x.ConvReluPool(new ConvReluPoolLayer<T>(weight, bias, stride, padding, pool));

        /// <inheritdoc cref="ConvReluPoolOp{T}"/>
        public Node<T> ConvReluPool(params ReadOnlySpan<ConvReluPoolLayer<T>> layers) => x.Tape.Record(new ConvReluPoolOp<T>(x, layers));
    }
}
