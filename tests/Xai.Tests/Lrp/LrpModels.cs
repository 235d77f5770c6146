using QXai.Autodiff;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Reference.Relevance;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Tests.Lrp;

/// <summary>What the tests of relevance propagation share: random networks with every kind of layer, and each rule beside its row equation.</summary>
internal static class LrpModels
{
    private static readonly double[] Low = [-3, -2], High = [3, 2.5];

    /// <summary>Every rule and its textbook twin.</summary>
    public static IReadOnlyList<(LrpRule Rule, Func<RelevanceRow, RowShares> Twin)> Rules { get; } =
    [
        (new ZeroRule(), TextbookRules.Zero),
        (new EpsilonRule(0.1), TextbookRules.Epsilon(0.1)),
        (new GammaRule(0.25), TextbookRules.Gamma(0.25)),
        (new AlphaBetaRule(2, 1), TextbookRules.AlphaBeta(2, 1)),
        (new AlphaBetaRule(1, 0), TextbookRules.AlphaBeta(1, 0)),
        (new ZPlusRule(), TextbookRules.ZPlus),
        (new BoxRule(Low, High), TextbookRules.Box(Low, High)),
        (new WSquareRule(), TextbookRules.WSquare),
        (new FlatRule(), TextbookRules.Flat),
        (new DifferenceRule(), TextbookRules.Difference),
    ];

    /// <summary>Networks for images of 2 channels and 6 x 6 pixels with 3 scores, by name; every kind of layer occurs.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["dense", "convolution", "strided", "norm", "pools", "adaptive", "norm alone", "scaled"];

    public static Sequential<double> Network(string name, ulong seed)
    {
        Module<double>[] layers = name switch
        {
            "dense" => [new Flatten<double>("flat"), new Dense<double>("dense1", 72, 5), Activation<double>.Relu("relu1"), new Dense<double>("scores", 5, 3)],
            "convolution" =>
            [
                new Conv2d<double>("conv1", 2, 3, 3, padding: 1), Activation<double>.Relu("relu1"),
                new Conv2d<double>("conv2", 3, 2, 3), Activation<double>.Relu("relu2"),
                new Flatten<double>("flat"), new Dense<double>("scores", 32, 3),
            ],
            "strided" =>
            [
                new Conv2d<double>("conv1", 2, 4, 3, stride: 2, padding: 1), Activation<double>.Tanh("tanh"),
                new Flatten<double>("flat"), new Dense<double>("scores", 36, 3),
            ],
            "norm" =>
            [
                new Conv2d<double>("conv1", 2, 3, 3, padding: 1), new BatchNorm2d<double>("norm1", 3), Activation<double>.Relu("relu1"),
                new Conv2d<double>("conv2", 3, 2, 3, bias: false), new BatchNorm2d<double>("norm2", 2), Activation<double>.Relu("relu2"),
                new Flatten<double>("flat"), new Dropout<double>("dropout", 0.3), new Dense<double>("scores", 32, 3),
            ],
            "pools" =>
            [
                new Conv2d<double>("conv1", 2, 3, 3, padding: 1), Activation<double>.Relu("relu1"), new MaxPool<double>("max", 3, stride: 2, padding: 1),
                new AveragePool<double>("average", 2, stride: 1, padding: 1), new Flatten<double>("flat"), new Dense<double>("scores", 48, 3),
            ],
            "adaptive" =>
            [
                new Conv2d<double>("conv1", 2, 3, 3, padding: 1), Activation<double>.Relu("relu1"),
                new AdaptiveAveragePool<double>("mean", 4, 4), new MaxPool<double>("max", 2),
                new Flatten<double>("flat"), new Dense<double>("scores", 12, 3),
            ],
            "norm alone" =>
            [
                new BatchNorm2d<double>("norm", 2), new Conv2d<double>("conv1", 2, 2, 3), Activation<double>.Relu("relu1"),
                new Flatten<double>("flat"), new Dense<double>("scores", 32, 3),
            ],
            _ =>
            [
                new Conv2d<double>("conv1", 2, 2, 3), Activation<double>.Sigmoid("sigmoid"), new Scale<double>("half", -0.5), new Flatten<double>("flat"),
                new Dense<double>("dense", 32, 3), new LearnableScale<double>("scores", 8),
            ],
        };
        var model = new Sequential<double>("", layers);
        model.Initialise(new SeededRandom(seed));
        var random = new SeededRandom(seed).Derive(7);
        foreach (var tensor in model.State.Where(tensor => !tensor.Name.EndsWith("weight")))
        {
            var low = tensor.Name.EndsWith("running_var") ? 0.5 : -0.5;
            foreach (ref var value in tensor.Value.Span)
            {
                value = random.NextDouble(low, low + 1);
            }
        }

        return model;
    }

    /// <summary>Numbers of both signs.</summary>
    public static Tensor<double> Signed(Shape shape, ulong seed)
    {
        var (random, input) = (new SeededRandom(seed), new Tensor<double>(shape));
        foreach (ref var value in input.Span)
        {
            value = random.NextDouble(-2, 2);
        }

        return input;
    }

    /// <summary>A layer y = W x + b on a tape of its own, and its input.</summary>
    public static (Node<double> Output, Leaf<double> Input) Dense(double[] x, double[][] weight, double[]? bias)
    {
        var tape = new Tape<double>();
        var input = tape.Input(Tensor<double>.From(new(1, x.Length), x), needsGradient: true);
        var w = tape.Input(Tensor<double>.From(new(weight.Length, x.Length), [.. weight.SelectMany(row => row)]));
        return (Autodiff.Ops.DenseExtension.Dense(input, w, bias is null ? null : tape.Input(Tensor<double>.From(new(bias.Length), bias))), input);
    }
}
