using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Xai.Methods;
using CircuitLayer = QXai.Reference.DualNumbers.CircuitLayer;

namespace QXai.Xai.Audits;

/// <summary>Describes a recorded model in the neutral layer records of the textbook twin: it copies parameters and computes nothing.</summary>
internal static class DualTranslation
{
    /// <summary>The layers from input to scores. Throws <see cref="InputException"/> naming the op that the twin does not know.</summary>
    public static DualNetwork Of(ModelRun run)
    {
        List<DualLayer> layers = [];
        for (var node = run.Output; node.Inputs.Count > 0; node = node.Inputs[DataInput(node)])
        {
            layers.Insert(0, Layer(node));
        }

        return new DualNetwork(layers);
    }

    /// <summary>Which input carries the sample, where the other one is a parameter.</summary>
    private static int DataInput(Node<double> node) => node is MultiplyOp<double> or AddOp<double> && node.Inputs[0] is Leaf<double> ? 1 : 0;

    private static DualLayer Layer(Node<double> node)
    {
        var name = node.Name ?? node.ToString();
        return node switch
        {
            Conv2dOp<double> op => new ConvolutionLayer(name, op.Weight.Value.Clone(), op.Bias?.Value.Clone(), op.Stride, op.Padding),
            BatchNorm2dOp<double> op => new NormalisationLayer(
                name, op.RunningMean.Clone(), op.RunningVariance.Clone(), op.Inputs[1].Value.Clone(), op.Inputs[2].Value.Clone(), op.Epsilon),
            MaxPoolOp<double> op => new PoolingLayer(name, op.Size, op.Stride, op.Padding),
            AveragePoolOp<double> op => new PoolingLayer(name, op.Size, op.Stride, op.Padding, Mean: true),
            AdaptiveAveragePoolOp<double> op => new AdaptiveMeanLayer(name, op.Shape[2], op.Shape[3]),
            ReshapeOp<double> { Shape.Rank: 2 } => new FlattenLayer(name),
            DenseOp<double> op => new DenseLayer(name, op.Weight.Value.Clone(), op.Bias?.Value.Clone()),
            CircuitOp<double> op => new CircuitLayer(name, op.Circuit, op.Inputs[1].Value.Span.ToArray(), op.Observables),
            ScaleOp<double> op => new AffineLayer(name, Tensor<double>.Full(new Shape(1), op.Factor)),
            MultiplyOp<double> op => new AffineLayer(name, Parameter(op)),
            AddOp<double> op => new AffineLayer(name, Tensor<double>.Full(new Shape(1), 1), Parameter(op)),
            _ => new PointwiseLayer(name, Function(node)),
        };
    }

    private static Func<Dual, Dual> Function(Node<double> node) => node switch
    {
        ReluOp<double> => Dual.Relu,
        LeakyReluOp<double> op => a => a.Value > 0 ? a : op.Slope * a,
        TanhOp<double> => Dual.Tanh,
        SigmoidOp<double> => a => 1 / (1 + Dual.Exp(-a)),
        AtanOp<double> => Dual.Atan,
        SinOp<double> => Dual.Sin,
        CosOp<double> => Dual.Cos,
        ExpOp<double> => Dual.Exp,
        SquareOp<double> => a => a * a,
        DropoutOp<double> => a => a,
        _ => throw new InputException($"The audit's dual-number twin does not know the op {node.GetType().Name.Split('`')[0]} of '{node.Name}'."),
    };

    /// <summary>The parameter of a product or sum: one number, or one per entry of the sample's first axis.</summary>
    private static Tensor<double> Parameter(Node<double> op)
    {
        var (sample, parameter) = (op.Inputs[DataInput(op)], op.Inputs[1 - DataInput(op)]);
        return parameter is Leaf<double> && (parameter.Value.Length == 1 || (sample.Shape.Rank == 2 && parameter.Value.Length == sample.Shape[1]))
            ? parameter.Value.Clone().Reshape(parameter.Value.Length)
            : throw new InputException(
                $"The audit's dual-number twin takes '{op.Name}' with a parameter of one number or one per feature, but it has shape {parameter.Shape}.");
    }
}
