using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Methods.Gradients;
using QXai.Xai.Tests.Cases;
using QXai.Xai.Tests.Twins;

namespace QXai.Xai.Tests.Methods;

public class GradientFamilyTests
{
    private static readonly ExplainedModel Hybrid = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 4));
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);
    private static readonly Circuit Circuit = new Circuit(2).H(0).H(1).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1).RX(0, weight: 0).RY(1, weight: 1)
        .RY(0, input: 0).CNOT(1, 0);
    private static readonly ExplainedModel Bare = ExplainedModel.Of(new CircuitModel(Circuit, [Observable.Z(0), Observable.X(1)], [0.4, -0.9]));
    private static readonly Tensor<double> Angles = Tensor<double>.From(new(2), [0.7, -1.3]);

    [Fact]
    public void SaliencyAndInputTimesGradientAgreeWithDualNumbers()
    {
        foreach (var (model, x) in new[] { (Hybrid, Input), (Bare, Angles) })
        {
            var slopes = new DualTwin(model, x, 1).InputSlopes(x).Span.ToArray();
            Numbers.AssertClose([.. slopes.Select(Math.Abs)], new Saliency().Explain(model, x, 1).Relevance.Span, 1e-12);
            Numbers.AssertClose(
                [.. slopes.Zip(x.Span.ToArray(), (slope, value) => slope * value)], new InputXGradient().Explain(model, x, 1).Relevance.Span, 1e-12);
        }
    }

    [Theory]
    [InlineData("middle", 7)]
    [InlineData("trapezoid", 5)]
    [InlineData("gauss-legendre", 3)]
    public void IntegratedGradientsAreTheWeightedSlopesAlongTheLine(string rule, int steps)
    {
        var reference = TestModels.Noise(new(1, 6, 6), 3);
        var explanation = new IntegratedGradients().Explain(Hybrid, Input, 2, new ExplainOptions { Reference = reference, Steps = steps, Quadrature = rule });
        var (twin, expected) = (new DualTwin(Hybrid, Input, 2), new double[Input.Length]);
        var (nodes, weights) = Quadrature.Named(rule)(steps);
        for (var m = 0; m < steps; m++)
        {
            var point = Tensor<double>.From(Input.Shape, [.. reference.Span.ToArray().Zip(Input.Span.ToArray(), (b, x) => b + (nodes[m] * (x - b)))]);
            var slopes = twin.InputSlopes(point);
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += weights[m] * slopes.Span[i] * (Input.Span[i] - reference.Span[i]);
            }
        }

        Numbers.AssertClose(expected, explanation.Relevance.Span, 1e-12);
        Assert.Equal(twin.Score(Input) - twin.Score(reference), explanation.Promised!.Value, 1e-12);
        Assert.Equal([new("reference", "given"), new("steps", $"{steps}"), new NamedOption("quadrature", rule)], explanation.Options);
    }

    [Fact]
    public void IntegratedGradientsOfACircuitAreCompleteToRounding() =>
        Assert.InRange(Math.Abs(new IntegratedGradients().Explain(Bare, Angles, 0).ConservationResidual), 0, 1e-12);

    [Theory]
    [InlineData("gauss-legendre")]
    [InlineData("middle")]
    [InlineData("trapezoid")]
    [InlineData("left")]
    [InlineData("right")]
    public void EveryQuadratureIsExactForConstants(string rule)
    {
        for (var n = 2; n < 70; n++)
        {
            var (nodes, weights) = Quadrature.Named(rule)(n);
            Assert.Equal(1, weights.Sum(), 1e-14);
            Assert.All(nodes, node => Assert.InRange(node, 0, 1));
        }
    }

    // Exact up to degree 2n - 1: the integral of t^d over [0, 1] is 1 / (d + 1).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(64)]
    public void GaussLegendreIsExactForPolynomials(int n)
    {
        var (nodes, weights) = Quadrature.Named(Quadrature.GaussLegendre)(n);
        for (var degree = 0; degree < 2 * n; degree++)
        {
            Assert.Equal(1.0 / (degree + 1), nodes.Zip(weights, (node, weight) => weight * Math.Pow(node, degree)).Sum(), 1e-14);
        }
    }

    [Fact]
    public void SmoothGradIsTheMeanSlopeOfNoisyCopies()
    {
        var options = new ExplainOptions { Samples = 3, Noise = 0.2, Seed = 9 };
        var explanation = new SmoothGrad().Explain(Hybrid, Input, 0, options);
        var (twin, random, expected) = (new DualTwin(Hybrid, Input, 0), new SeededRandom(9), new double[Input.Length]);
        var range = Input.Span.ToArray().Max() - Input.Span.ToArray().Min();
        for (var n = 0; n < 3; n++)
        {
            var slopes = twin.InputSlopes(Tensor<double>.From(Input.Shape, [.. Input.Span.ToArray().Select(x => x + (0.2 * range * random.NextGaussian()))]));
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += slopes.Span[i] / 3;
            }
        }

        Numbers.AssertClose(expected, explanation.Relevance.Span, 1e-12);
        Assert.Equal([new("samples", "3"), new("noise", "0.2"), new NamedOption("seed", "9")], explanation.Options);
    }

    // f = cos x: the mean of -sin(x + s e) over normal e is -exp(-s^2 / 2) sin x.
    [Fact]
    public void SmoothGradOfACosineIsTheSmoothedSine()
    {
        var model = ExplainedModel.Of(new CircuitModel(new Circuit(1).RY(0, input: 0), [Observable.Z(0)], []));
        var explanation = new SmoothGrad().Explain(model, Tensor<double>.From(new(1), [0.7]), 0, new ExplainOptions { Samples = 20000, Noise = 0.5 });
        Assert.Equal(-Math.Exp(-0.125) * Math.Sin(0.7), explanation.Relevance.Span[0], 0.01);
    }

    [Fact]
    public void SmoothGradSaysWhereItsNoiseHasNoSize()
    {
        var flat = Tensor<double>.Full(new(1, 6, 6), 0.5);
        var explanation = new SmoothGrad().Explain(Hybrid, flat, 0);
        Assert.Equal(
            "The noise has no size (the input is constant, or the option noise is 0), so that this is the plain gradient.",
            Assert.Single(explanation.Notes));
        Numbers.AssertClose([.. new DualTwin(Hybrid, flat, 0).InputSlopes(flat).Span], explanation.Relevance.Span, 1e-12);
    }

    // dx_i = sum_j W1_ji [h_j > 0] max(0, sum_o W2_oj [z_o > 0][d_o > 0] d_o), in loops.
    [Fact]
    public void GuidedBackpropagationDropsWhatIsNegativeAtEveryRectifier()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var model = Mlp(seed);
            var x = TestModels.Noise(new(5), seed + 10);
            var (w1, b1) = (Weights(model, "first.weight"), Weights(model, "first.bias"));
            var (w2, b2) = (Weights(model, "second.weight"), Weights(model, "second.bias"));
            double[] h = [.. Enumerable.Range(0, 7).Select(j => b1[j] + Enumerable.Range(0, 5).Sum(i => w1[(j * 5) + i] * x.Span[i]))];
            double[] z = [.. Enumerable.Range(0, 4).Select(o => b2[o] + Enumerable.Range(0, 7).Sum(j => w2[(o * 7) + j] * Math.Max(0, h[j])))];
            var last = Weights(model, "scores.weight");
            double[] dz = [.. Enumerable.Range(0, 4).Select(o => z[o] > 0 ? Math.Max(0, last[4 + o]) : 0)];
            double[] dh = [.. Enumerable.Range(0, 7).Select(j => h[j] > 0 ? Math.Max(0, Enumerable.Range(0, 4).Sum(o => w2[(o * 7) + j] * dz[o])) : 0)];
            double[] expected = [.. Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 7).Sum(j => w1[(j * 5) + i] * dh[j]))];
            Numbers.AssertClose(expected, new GuidedBackpropagation().Explain(TestModels.Explained(model), x, 1).Relevance.Span, 1e-13);
        }
    }

    // m = (relu(h) - relu(h~)) / (h - h~) at every rectifier, in loops.
    [Fact]
    public void DeepLiftRescalesEveryRectifier()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var model = Mlp(seed);
            var (x, reference) = (TestModels.Noise(new(5), seed + 10), TestModels.Noise(new(5), seed + 20));
            var explanation = new DeepLift().Explain(TestModels.Explained(model), x, 1, new ExplainOptions { Reference = reference });
            double[] First(Tensor<double> at) => Affine(model, "first", 5, [.. at.Span]);
            double[] Second(Tensor<double> at) => Affine(model, "second", 7, [.. First(at).Select(h => Math.Max(0, h))]);
            double[] Ratio(double[] h, double[] h0) => [.. h.Zip(h0, (a, b) => (Math.Max(a, 0) - Math.Max(b, 0)) / (a - b))];
            var (m1, m2) = (Ratio(First(x), First(reference)), Ratio(Second(x), Second(reference)));
            var (w1, w2, w3) = (Weights(model, "first.weight"), Weights(model, "second.weight"), Weights(model, "scores.weight"));
            double[] expected = [.. Enumerable.Range(0, 5).Select(i => (x.Span[i] - reference.Span[i]) * Enumerable.Range(0, 7).Sum(j =>
                w1[(j * 5) + i] * m1[j] * Enumerable.Range(0, 4).Sum(o => w2[(o * 7) + j] * m2[o] * w3[4 + o])))];
            Numbers.AssertClose(expected, explanation.Relevance.Span, 1e-12);
            Assert.InRange(Math.Abs(explanation.ConservationResidual), 0, 1e-12);
        }
    }

    // A bare circuit is one node: its multipliers are the slopes averaged along the line, so that DeepLIFT is integrated gradients.
    [Fact]
    public void DeepLiftOfACircuitIsIntegratedGradients() => Numbers.AssertClose(
        [.. new IntegratedGradients().Explain(Bare, Angles, 0).Relevance.Span], new DeepLift().Explain(Bare, Angles, 0).Relevance.Span, 1e-12);

    [Fact]
    public void DeepLiftOfAHybridSharesTheWholeDifference()
    {
        for (var target = 0; target < 3; target++)
        {
            var explanation = new DeepLift().Explain(Hybrid, Input, target, new ExplainOptions { Reference = TestModels.Noise(new(1, 6, 6), 31) });
            Assert.InRange(Math.Abs(explanation.ConservationResidual), 0, 1e-11);
        }
    }

    [Fact]
    public void DeepLiftRefusesWhatItHasNoRuleFor()
    {
        var model = new Sequential<double>("", new Dense<double>("first", 3, 3), new SoftmaxLayer("softmax"));
        Assert.Equal(
            "deeplift does not apply: the rescale rule is not defined for 'softmax', "
            + "which is neither linear in its input, nor elementwise, nor max pooling, nor a circuit.",
            Assert.Throws<InputException>(() => new DeepLift().Explain(TestModels.Explained(model), new Tensor<double>(new(3)), 0)).Message);
    }

    [Fact]
    public void WhatIsNoQuadratureIsRefused()
    {
        string Message(ExplainOptions options) => Assert.Throws<InputException>(() => new IntegratedGradients().Explain(Bare, Angles, 0, options)).Message;
        Assert.Equal(
            "No quadrature is called 'simpson'; there are: gauss-legendre, middle, trapezoid, left, right.",
            Message(new() { Quadrature = "simpson" }));
        Assert.Equal("The trapezoid rule needs at least 2 steps, but the option steps is 1.", Message(new() { Quadrature = "trapezoid", Steps = 1 }));
        Assert.Equal("The option steps is 0, but it must be at least 1.", Message(new() { Steps = 0 }));
        Assert.Equal("The reference has shape [3], but the input has shape [2].", Message(new() { Reference = new Tensor<double>(new(3)) }));
        Assert.Equal("The reference has values that are not finite numbers.", Message(new() { Reference = Tensor<double>.Full(new(2), double.NaN) }));
    }

    private static Sequential<double> Mlp(ulong seed)
    {
        var model = new Sequential<double>(
            "",
            new Dense<double>("first", 5, 7), Activation<double>.Relu("first.relu"), new Dense<double>("second", 7, 4),
            Activation<double>.Relu("second.relu"), new Dense<double>("scores", 4, 2));
        model.Initialise(new SeededRandom(seed));
        TestModels.Set(model, "first.bias", [.. TestModels.Noise(new(7), seed).Span.ToArray().Select(b => b - 0.5)]);
        return model;
    }

    private static double[] Affine(Module<double> model, string layer, int inputs, double[] x)
    {
        var (weight, bias) = (Weights(model, layer + ".weight"), Weights(model, layer + ".bias"));
        return [.. bias.Select((b, o) => b + Enumerable.Range(0, inputs).Sum(i => weight[(o * inputs) + i] * x[i]))];
    }

    private static double[] Weights(Module<double> model, string name) => [.. model.Parameters.Single(parameter => parameter.Name == name).Value.Span];

    private sealed class SoftmaxLayer(string name) : Module<double>(name)
    {
        protected override Node<double> Compute(Node<double> x) => x.Softmax();
    }
}
