using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Kernels.Fused;

namespace QXai.Autodiff.Ops;

/// <summary>
/// Convolutions with rectifier and max-pooling, one or several in a row, as one node: for l = 1, 2, ..., y_l = maxpool(relu(conv(y_(l-1), w_l) + b_l)),
/// y_0 = x [n, C, H, W], w_l [O_l, O_(l-1), kh, kw], b_l [O_l] or absent, pooling by windows of size x size that do not overlap (size 1: none). Equal
/// to <see cref="Conv2dOp{T}"/>, <see cref="ReluOp{T}"/> and <see cref="MaxPoolOp{T}"/> in turn, up to rounding. What lies between the layers stays in
/// the layout of their kernels, and a batch goes through all of them chunk by chunk (<see cref="FusedChain{T}"/>). Pullback: only the output that won its
/// window has a gradient, and only where it is above 0; dx, dw and db are summed over those alone. For training and prediction; explanations need the
/// inner values and use a node per operation.
/// </summary>
public sealed class ConvReluPoolOp<T> : Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Node<T> x;
    private readonly ConvReluPoolLayer<T>[] layers;
    private readonly FusedChain<T> chain;

    /// <summary>The op with its layers from first to last, at least one.</summary>
    public ConvReluPoolOp(Node<T> x, params ReadOnlySpan<ConvReluPoolLayer<T>> layers)
        : this(x, layers.ToArray(), Geometries(x.Shape, layers))
    {
    }

    private ConvReluPoolOp(Node<T> x, ConvReluPoolLayer<T>[] layers, (ConvolutionGeometry Geometry, int Pool)[] geometries)
        : base(FusedShape.OutShapeOf(geometries[^1].Geometry, geometries[^1].Pool), [x, .. layers.SelectMany(layer => layer.Parameters)])
    {
        (this.x, this.layers, chain) = (x, layers, new FusedChain<T>(geometries));
    }

    /// <summary>The layers from first to last.</summary>
    public IReadOnlyList<ConvReluPoolLayer<T>> Layers => layers;

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var chunk = 0; chunk < chain.Chunks; chunk++)
        {
            chain.Select(chunk);
            for (var l = 0; l < layers.Length; l++)
            {
                chain.Layers[l].Forward(
                    l == 0 ? chain.Part(x.Value.Span, chunk) : [], layers[l].Weight.Value.Span, layers[l].Bias is { } bias ? bias.Value.Span : [],
                    l == layers.Length - 1 ? chain.Part(Value.Span, chunk) : []);
            }
        }
    }

    /// <inheritdoc/>
    public override void Pullback()
    {
        for (var chunk = 0; chunk < chain.Chunks; chunk++)
        {
            chain.Select(chunk);
            for (var l = layers.Length - 1; l >= 0; l--)
            {
                chain.Layers[l].Backward(
                    l == layers.Length - 1 ? chain.Part(Gradient.Span, chunk) : [], l == 0 ? chain.Part(GradientOf(x), chunk) : [],
                    GradientOf(layers[l].Weight), GradientOf(layers[l].Bias), passesOn: l > 0);
            }
        }
    }

    private static Span<T> GradientOf(Node<T>? node) => node is { NeedsGradient: true } ? node.Gradient.Span : [];

    private static (ConvolutionGeometry Geometry, int Pool)[] Geometries(Shape x, ReadOnlySpan<ConvReluPoolLayer<T>> layers)
    {
        if (layers.IsEmpty)
        {
            throw new ArgumentException("ConvReluPool: at least one layer is needed.");
        }

        var geometries = new (ConvolutionGeometry Geometry, int Pool)[layers.Length];
        for (var l = 0; l < layers.Length; l++)
        {
            var (weight, bias, stride, padding, pool) = layers[l];
            geometries[l] = (ConvolutionGeometry.Of(x, weight.Shape, stride, padding), pool);
            x = FusedShape.OutShapeOf(geometries[l].Geometry, pool);
            if (bias is not null && (bias.Shape.Rank != 1 || bias.Shape[0] != weight.Shape[0]))
            {
                throw new ShapeException($"Conv2d: weight of shape {weight.Shape} has {weight.Shape[0]} output channels, but the bias has shape {bias.Shape}.");
            }
        }

        return geometries;
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
