using System.Numerics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Nn.Tests.Modules;

/// <summary>Models on a tape that fuses against the same models with one node per layer.</summary>
public class LayerChainTests
{
    public static TheoryData<string, HybridOptions> Variants => new()
    {
        { "pooling after the first", Models.Tiny with { PoolAfter = [1], PoolSize = 2 } },
        {
            "pooling after both, with bias, other sizes",
            Models.Tiny with { ConvolutionBias = true, Channels = [3, 17, 5], PoolAfter = [1, 3], PoolSize = 2, Kernel = 5 }
        },
        { "pooling at the end", Models.Tiny with { PoolAfter = [2], PoolSize = 4 } },
        { "batch norm between, averaging at the bridge", Models.Tiny with { BatchNorm = true, BridgePool = 2 } },
        { "averaging at the bridge", Models.Tiny with { BridgePool = 2 } },
    };

    [Theory, MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void BothPathsAreEqualInValueAndGradient(string variant, HybridOptions options)
    {
        _ = variant;
        Check<double>(options, 1e-12);
        Check<float>(options, 1e-5);
    }

    [Fact]
    public void LayersThatMatchBecomeOneNodeOnlyWhereTheTapeFuses()
    {
        var model = new Sequential<double>(
            "f",
            new Conv2d<double>("conv1", 1, 2, 3, padding: 1), Activation<double>.Relu("relu1"), new MaxPool<double>("pool1", 2),
            new Conv2d<double>("conv2", 2, 2, 3, padding: 1), Activation<double>.Relu("relu2"), new MaxPool<double>("pool2", 3, stride: 1, padding: 1),
            new Conv2d<double>("conv3", 2, 2, 1), Activation<double>.Tanh("tanh3"), new Conv2d<double>("conv4", 2, 2, 1));
        Assert.Equal(["f.relu2", "f.pool2", "f.conv3", "f.tanh3", "f.conv4"], Names(fuses: true));
        Assert.Equal(["f.conv1", "f.relu1", "f.pool1", "f.conv2", "f.relu2", "f.pool2", "f.conv3", "f.tanh3", "f.conv4"], Names(fuses: false));

        IEnumerable<string?> Names(bool fuses)
        {
            var tape = new Tape<double> { Fuses = fuses };
            model.Apply(tape.Input(new Tensor<double>(new Shape(1, 1, 6, 6))));
            return tape.Nodes.Where(node => node is not Leaf<double>).Select(node => node.Name);
        }
    }

    private static void Check<T>(HybridOptions options, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var model = new HybridModel<T>(options, seed: 3);
        var random = new SeededRandom(4);
        var images = new Tensor<double>(new Shape(3, 1, 8, 8));
        foreach (ref var pixel in images.Span)
        {
            pixel = random.NextDouble();
        }

        var (plain, fused) = (Run(fuses: false), Run(fuses: true));
        foreach (var (expected, actual) in plain.Zip(fused, (a, b) => (a, b)))
        {
            var scale = Math.Max(1, expected.Max(Math.Abs));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * scale));
        }

        double[][] Run(bool fuses)
        {
            var tape = new Tape<T>(training: true) { Fuses = fuses };
            var x = tape.Input(images.To<T>(), needsGradient: true);
            var scores = model.Apply(x);
            Assert.Equal(fuses && !options.BatchNorm, tape.Nodes.Any(node => node is ConvReluPoolOp<T>));
            tape.Backward(scores.CrossEntropy(0, 1, 3));
            var gradients = model.Parameters.Select(parameter => tape.Use(parameter).Gradient);
            return [.. new[] { scores.Value, x.Gradient }.Concat(gradients).Select(tensor => tensor.To<double>().Span.ToArray())];
        }
    }
}
