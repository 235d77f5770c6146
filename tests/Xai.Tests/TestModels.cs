using QXai.Autodiff;
using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests;

/// <summary>Small models for tests: one that can be computed by hand, and random hybrids.</summary>
internal static class TestModels
{
    /// <summary>0 to 15, the input of <see cref="Hand"/>.</summary>
    public static Tensor<double> HandInput { get; } = Tensor<double>.From(new(1, 4, 4), [.. Enumerable.Range(0, 16).Select(i => (double)i)]);

    /// <summary>
    /// The network of the fixtures' cases gradcam-conv and gradcam-relu; <paramref name="row"/> replaces the rows of its dense layer.
    /// </summary>
    public static Sequential<double> Hand(params double[] row)
    {
        double[] weights = row.Length > 0 ? row : [1, 1, 1, 1, 1, -1, -1, -1];
        var model = new Sequential<double>(
            "",
            new Conv2d<double>("conv", 1, 2, 3), Activation<double>.Relu("conv.relu"),
            new Flatten<double>("flat"), new Dense<double>("dense", 8, 4), Activation<double>.Relu("scores"));
        Set(model, "conv.weight", Enumerable.Repeat(1.0, 18));
        Set(model, "conv.bias", [-50, -75]);
        Set(model, "dense.weight", Enumerable.Repeat(weights, 4).SelectMany(w => w));
        return model;
    }

    /// <summary>A small hybrid for images of 6 x 6 pixels.</summary>
    public static HybridOptions Options(int qubits = 3) => new()
    {
        InputShape = [1, 6, 6],
        Channels = [2, 3, 4],
        PoolAfter = [1, 3],
        PoolSize = 2,
        ConvolutionBias = true,
        Qubits = qubits,
        Blocks = 2,
        ClassNames = [.. Enumerable.Range(0, qubits).Select(i => $"class {i}")],
    };

    /// <summary>A hybrid whose circuit weights are spread over the whole circle, so that nothing is near zero by accident.</summary>
    public static HybridModel<float> Hybrid(HybridOptions options, ulong seed)
    {
        var model = new HybridModel<float>(options, seed);
        var random = new SeededRandom(seed).Derive(99);
        foreach (ref var weight in model.CircuitWeights.Value.Span)
        {
            weight = (float)random.NextDouble(-3, 3);
        }

        return model;
    }

    /// <summary>An input of uniform noise.</summary>
    public static Tensor<double> Noise(Shape shape, ulong seed)
    {
        var (random, input) = (new SeededRandom(seed), new Tensor<double>(shape));
        foreach (ref var value in input.Span)
        {
            value = (float)random.NextDouble();
        }

        return input;
    }

    /// <summary>A convolution, a circuit of two qubits, and any head.</summary>
    public static Sequential<double> WithHead(ulong seed, params Module<double>[] head)
    {
        var circuit = new Circuit(2).H(0).H(1).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).RX(0, weight: 0).RY(1, weight: 1).CNOT(1, 0);
        var model = new Sequential<double>("",
        [
            new Conv2d<double>("conv", 1, 2, 3), Activation<double>.Relu("conv.relu"), new Flatten<double>("flat"), new Dense<double>("angles", 8, 2),
            new CircuitLayer<double>("circuit", circuit, [Observable.Z(0), Observable.Parse("0.5*X0 X1 + Y1", 2)], deviation: 1), .. head,
        ]);
        model.Initialise(new SeededRandom(seed));
        return model;
    }

    public static ExplainedModel Explained(Module<double> model) => ExplainedModel.Of(model, model);

    public static void Set(Module<double> model, string name, IEnumerable<double> values) =>
        values.ToArray().CopyTo(model.Parameters.Single(parameter => parameter.Name == name).Value.Span);
}
