using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Batch;
using QXai.Quantum.Encodings;

namespace QXai.Nn.Tests.Hybrid;

public class HybridModelTests
{
    public static TheoryData<string, HybridOptions> Variants => new()
    {
        { "default", Models.Tiny },
        { "linear head", Models.Tiny with { Head = Head.Linear, Qubits = 3 } },
        { "identity head, one axis", Models.Tiny with { Head = Head.Identity, Rotations = "y" } },
        { "arctan", Models.Tiny with { Encoding = EncodingKind.Arctan } },
        { "RY-RZ arctan", Models.Tiny with { Encoding = EncodingKind.RyRzArctan } },
        { "re-uploading", Models.Tiny with { Reuploading = true, EncodingGate = "I", EncodingAxis = Axis.X } },
        { "more qubits than classes", Models.Tiny with { Qubits = 6, Entangler = Entangler.Full } },
        { "batch norm and averaging", Models.Tiny with { BatchNorm = true, BridgePool = 2, Kernel = 5 } },
        { "other observables", Models.Tiny with { Observables = ["Z0 Z1", "X2", "0.5*Y3 + Z0", "Z1 Z2 Z3"] } },
    };

    [Theory, MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void TheGradientOfTheWholeModelIsItsDirectionalDerivative(string variant, HybridOptions options)
    {
        // verifies QGrad-CAM (3)
        _ = variant;
        var model = new HybridModel<double>(options, seed: 3);
        var tape = new Tape<double>(training: true);
        var images = tape.Input(Images<double>(options, 3), needsGradient: true);
        var loss = model.Apply(images).CrossEntropy(0, 1, 1);
        tape.Backward(loss);
        List<(Tensor<double> Value, Tensor<double> Gradient)> variables =
            [(images.Value, images.Gradient.Clone()), .. model.Parameters.Select(parameter => (parameter.Value, tape.Use(parameter).Gradient.Clone()))];

        var random = new SeededRandom(9);
        double[][] direction = [.. variables.Select(variable => Enumerable.Range(0, variable.Value.Length).Select(_ => random.NextGaussian()).ToArray())];
        var slope = variables.Zip(direction).Sum(pair => pair.First.Gradient.Span.ToArray().Zip(pair.Second).Sum(item => item.First * item.Second));
        const double h = 1e-6;
        var difference = (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
        Assert.Equal(slope, difference, 1e-8 * Math.Max(1, Math.Abs(slope)));

        double At(double t)
        {
            Shift(t);
            tape.Forward();
            Shift(-t);
            return loss.Value.Span[0];
        }

        void Shift(double t)
        {
            foreach (var (variable, along) in variables.Zip(direction))
            {
                for (var i = 0; i < along.Length; i++)
                {
                    variable.Value.Span[i] += t * along[i];
                }
            }
        }
    }

    [Fact]
    public void EveryLayerIsOnTheTapeUnderItsName()
    {
        var model = new HybridModel<float>(new HybridOptions { PoolAfter = [1, 3], PoolSize = 2, BatchNorm = true, BridgePool = 3, Dropout = 0.1 });
        var tape = new Tape<float>(training: true);
        var scores = model.Forward(tape, Images<float>(model.Options, 2));
        string[] expected =
        [
            "conv1", "conv1.norm", "conv1.relu", "pool1", "conv2", "conv2.norm", "conv2.relu", "conv3", "conv3.norm", "conv3.relu", "pool3",
            "features", "flat", "dropout", "angles", "circuit", "scores"
        ];
        Assert.Equal(expected, tape.Nodes.Where(node => node is not Leaf<float>).Select(node => node.Name));
        Assert.Same(scores, tape.Find("scores"));
        Assert.Equal(new Shape(2, 10), scores.Shape);
        Assert.Equal(new Shape(2, 32, 14, 14), tape.Find("conv3.relu").Shape);
        Assert.Equal(["conv1", "conv2", "conv3"], model.Convolutions);
    }

    [Fact]
    public void ThePeersModelIsAMatterOfOptions()
    {
        var peer = new HybridOptions { Channels = [16, 32, 32], PoolAfter = [1, 3], PoolSize = 2, ConvolutionBias = true, InitialScale = 8 };
        var names = new HybridModel<float>(peer).Parameters.Select(parameter => parameter.ToString());
        string[] expected =
        [
            "conv1.weight [16, 1, 3, 3]", "conv1.bias [16]", "conv2.weight [32, 16, 3, 3]", "conv2.bias [32]", "conv3.weight [32, 32, 3, 3]", "conv3.bias [32]",
            "angles.weight [10, 1568]", "angles.bias [10]", "circuit.weights [4, 10, 3]", "scores.scale []",
        ];
        Assert.Equal(expected, names);
    }

    [Theory, MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void ExplanationsUseTheSameWeightsInDouble(string variant, HybridOptions options)
    {
        _ = variant;
        var model = new HybridModel<float>(options, seed: 5);
        var exact = model.ForExplanation();
        Assert.Equal(options, exact.Options);
        Assert.All(
            model.State.Zip(exact.State),
            pair => Assert.Equal(pair.First.Value.Span.ToArray().Select(w => (double)w), pair.Second.Value.Span.ToArray()));
        var single = model.Forward(new Tape<float>(), Images<float>(options, 2));
        var precise = exact.Forward(new Tape<double>(), Images<float>(options, 2).To<double>());
        Assert.All(single.Value.Span.ToArray().Zip(precise.Value.Span.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 2e-5));
    }

    [Fact]
    public void ACopyHasWeightsOfItsOwnAndTheSameCircuit()
    {
        var model = new HybridModel<float>(Models.Tiny, seed: 5);
        var (copy, images) = (model.Copy(), Images<float>(Models.Tiny, 2));
        var scores = model.Forward(new Tape<float>(), images).Value.Span.ToArray();
        Assert.Equal(scores, copy.Forward(new Tape<float>(), images).Value.Span.ToArray());
        Assert.Same(model.Circuit, copy.Circuit);
        Assert.Same(model.Circuit, model.ForExplanation().Circuit);
        foreach (var tensor in copy.State)
        {
            tensor.Value.Span.Fill(0.5f);
        }

        Assert.Equal(scores, model.Forward(new Tape<float>(), images).Value.Span.ToArray());
        Assert.NotEqual(scores, copy.Forward(new Tape<float>(), images).Value.Span.ToArray());
    }

    [Fact]
    public void ACircuitInSinglePrecisionIsExplainedInDouble()
    {
        var options = Models.Tiny with { CircuitPrecision = Precision.Single };
        var (model, reference) = (new HybridModel<float>(options, seed: 5), new HybridModel<float>(Models.Tiny, seed: 5));
        var exact = model.ForExplanation();
        Assert.Equal(Models.Tiny, exact.Options);
        var images = Images<double>(options, 3);
        Assert.Equal(
            reference.ForExplanation().Forward(new Tape<double>(), images).Value.Span.ToArray(),
            exact.Forward(new Tape<double>(), images).Value.Span.ToArray());

        var (single, precise) = (model.Forward(new Tape<float>(), images.To<float>()), reference.Forward(new Tape<float>(), images.To<float>()));
        Assert.NotEqual(precise.Value.Span.ToArray(), single.Value.Span.ToArray());
        Assert.All(single.Value.Span.ToArray().Zip(precise.Value.Span.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
    }

    [Fact]
    public void SeedsDecideTheWeights()
    {
        var (a, b, c) = (new HybridModel<float>(Models.Tiny, 1), new HybridModel<float>(Models.Tiny, 1), new HybridModel<float>(Models.Tiny, 2));
        Assert.All(a.State.Zip(b.State), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
        Assert.NotEqual(a.State[0].Value.Span.ToArray(), c.State[0].Value.Span.ToArray());
        Assert.Equal(16, a.Parameters.Single(parameter => parameter.Name == "scores.scale").Value.Span[0]);
        Assert.All(a.CircuitWeights.Value.Span.ToArray(), weight => Assert.InRange(Math.Abs(weight), 1e-7, 0.05));
    }

    [Fact]
    public void ImagesOfAnotherShapeAreRefused()
    {
        var model = new HybridModel<float>(Models.Tiny);
        var exception = Assert.Throws<ShapeException>(() => model.Forward(new Tape<float>(), new Tensor<float>(new Shape(2, 1, 8, 9))));
        Assert.Equal("HybridModel: images of shape [2, 1, 8, 9] are not [samples, 1, 8, 8].", exception.Message);
    }

    private static Tensor<T> Images<T>(HybridOptions options, int count)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(7);
        var images = new Tensor<T>(new Shape([count, .. options.InputShape]));
        foreach (ref var pixel in images.Span)
        {
            pixel = T.CreateTruncating(random.NextDouble());
        }

        return images;
    }
}
