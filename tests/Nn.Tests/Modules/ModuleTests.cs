using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.Modules;

public class ModuleTests
{
    [Fact]
    public void NamesHaveDotsBetweenTheLevels()
    {
        var net = Nested();
        Assert.Equal(
            ["block.conv.weight", "block.conv.bias", "block.norm.weight", "block.norm.bias", "scores.weight"],
            net.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["block.norm.running_mean", "block.norm.running_var"], net.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(
            net.Parameters.Select(parameter => parameter.Name).Concat(net.Buffers.Select(buffer => buffer.Name)),
            net.State.Select(tensor => tensor.Name));
        var tape = new Tape<double>();
        net.Apply(tape.Input(new Tensor<double>(new Shape(2, 1, 4, 4))));
        Assert.Equal(
            ["block.conv", "block.norm", "block.relu", "flat", "scores"],
            tape.Nodes.Where(node => node is not Leaf<double>).Select(node => node.Name));
        Assert.All(net.Parameters, parameter => Assert.Equal(parameter.Name, tape.Use(parameter).Name));
        Assert.True(net.MixesSamples);
        Assert.False(new Dense<double>("d", 1, 1).MixesSamples);
    }

    [Fact]
    public void APartsNameIsUnique()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Sequential<float>("net", new Flatten<float>("a"), new Flatten<float>("a")));
        Assert.Equal("net: Sequential: it has a part called 'net.a' already.", exception.Message);
    }

    [Fact]
    public void InitialisationDependsOnSeedAndPositionOnly()
    {
        var (a, b) = (Nested(), Nested());
        a.Initialise(new SeededRandom(1));
        b.Initialise(new SeededRandom(1));
        Assert.All(a.State.Zip(b.State), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
        var scores = a.Parameters[^1].Value.Span.ToArray();
        a.Children[0].Initialise(new SeededRandom(9));
        Assert.NotEqual(a.State[0].Value.Span.ToArray(), b.State[0].Value.Span.ToArray());
        Assert.Equal(scores, a.Parameters[^1].Value.Span.ToArray());
    }

    [Fact]
    public void StateIsCopiedBetweenModelsOfOneStructure()
    {
        var (a, b) = (Nested(), Nested());
        a.Initialise(new SeededRandom(1));
        b.CopyStateFrom(a);
        Assert.All(a.State.Zip(b.State), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
        var exception = Assert.Throws<ArgumentException>(() => new Dense<double>("d", 2, 1).CopyStateFrom(new Dense<float>("d", 3, 1)));
        Assert.Equal(
            "CopyStateFrom: the models differ in their parts: [d.weight [1, 2], d.bias [1]] against [d.weight [1, 3], d.bias [1]].",
            exception.Message);
    }

    public static TheoryData<string, Func<Module<double>>, Func<Node<double>, Module<double>, Node<double>>> Layers => new()
    {
        { "Dense", () => new Dense<double>("l", 4, 3), (x, l) => x.Dense(x.Tape.Use(l.Parameters[0]), x.Tape.Use(l.Parameters[1])) },
        {
            "Conv2d",
            () => new Conv2d<double>("l", 2, 3, 3, stride: 2, padding: 1),
            (x, l) => x.Conv2d(x.Tape.Use(l.Parameters[0]), x.Tape.Use(l.Parameters[1]), 2, 1)
        },
        { "Conv2d without bias", () => new Conv2d<double>("l", 2, 3, 3, bias: false), (x, l) => x.Conv2d(x.Tape.Use(l.Parameters[0])) },
        {
            "BatchNorm2d",
            () => new BatchNorm2d<double>("l", 2),
            (x, l) => x.BatchNorm2d(x.Tape.Use(l.Parameters[0]), x.Tape.Use(l.Parameters[1]), l.Buffers[0].Value, l.Buffers[1].Value)
        },
        { "MaxPool", () => new MaxPool<double>("l", 2), (x, _) => x.MaxPool(2) },
        { "AveragePool", () => new AveragePool<double>("l", 3, 1, 1), (x, _) => x.AveragePool(3, 1, 1) },
        { "AdaptiveAveragePool", () => new AdaptiveAveragePool<double>("l", 3, 2), (x, _) => x.AdaptiveAveragePool(3, 2) },
        { "UpsampleBilinear", () => new UpsampleBilinear<double>("l", 7, 9), (x, _) => x.UpsampleBilinear(7, 9) },
        { "Flatten", () => new Flatten<double>("l"), (x, _) => x.Flatten() },
        { "Dropout", () => new Dropout<double>("l", 0.5), (x, _) => x },
        { "Scale", () => new Scale<double>("l", 3), (x, _) => x.Scale(3) },
        { "LearnableScale", () => new LearnableScale<double>("l", 5), (x, _) => x.Scale(5) },
        { "Relu", () => Activation<double>.Relu("l"), (x, _) => x.Relu() },
        { "LeakyRelu", () => Activation<double>.LeakyRelu("l", 0.2), (x, _) => x.LeakyRelu(0.2) },
        { "Gelu", () => Activation<double>.Gelu("l"), (x, _) => x.Gelu() },
        { "Softplus", () => Activation<double>.Softplus("l"), (x, _) => x.Softplus() },
        { "Tanh", () => Activation<double>.Tanh("l"), (x, _) => x.Tanh() },
        { "Sigmoid", () => Activation<double>.Sigmoid("l"), (x, _) => x.Sigmoid() },
        { "Atan", () => Activation<double>.Atan("l"), (x, _) => x.Atan() },
    };

    [Theory, MemberData(nameof(Layers), DisableDiscoveryEnumeration = true)]
    public void ALayerIsItsOp(string name, Func<Module<double>> make, Func<Node<double>, Module<double>, Node<double>> op)
    {
        var (layer, random) = (make(), new SeededRandom(3));
        layer.Initialise(random);
        var images = new Tensor<double>(new Shape(2, 2, 6, 4));
        foreach (ref var pixel in images.Span)
        {
            pixel = random.NextGaussian();
        }

        var tape = new Tape<double>();
        var x = tape.Input(name == "Dense" ? images.Reshape(24, 4) : images);
        var expected = op(x, layer);
        var y = layer.Apply(x);
        Assert.Equal("l", y.Name);
        Assert.Equal(expected.Shape, y.Shape);
        Assert.Equal(expected.Value.Span.ToArray(), y.Value.Span.ToArray());
    }

    [Fact]
    public void DropoutWorksInTrainingOnly()
    {
        var (training, input) = (new Tape<double>(training: true), Tensor<double>.Full(new Shape(10, 10), 1));
        var dropped = new Dropout<double>("l", 0.5).Apply(training.Input(input)).Value.Span.ToArray();
        Assert.All(dropped, y => Assert.True(y is 0 or 2));
        Assert.Contains(0, dropped);
        Assert.Contains(2, dropped);
    }

    private static Sequential<double> Nested() => new(
        "",
        new Sequential<double>("block", new Conv2d<double>("conv", 1, 2, 3), new BatchNorm2d<double>("norm", 2), Activation<double>.Relu("relu")),
        new Flatten<double>("flat"),
        new Dense<double>("scores", 8, 3, bias: false));
}
