using System.Text.Json;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Methods;
using QXai.Xai.Methods.Gradients;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of the gradient family.</summary>
internal static class GradientCases
{
    /// <summary>f = cos x0 cos x1.</summary>
    public static ExplainedModel TwoCosines { get; } =
        ExplainedModel.Of(new CircuitModel(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [Observable.Z(1)], []));

    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["grad-relu-kink"] = c => Numbers.AssertClose(
            c.Expected(),
            new Saliency().Explain(Model(x => One(x).Subtract(One(x).Subtract(x).Relu()).Sum(^1)), Vector(1, 2, 3, 0, -1, 7), 0).Relevance.Span),
        ["ig-2in"] = c => Numbers.AssertClose(
            c.Expected(),
            new IntegratedGradients().Explain(Model(TwoRectifiers), Vector(3, 1), 0, new ExplainOptions { Steps = 500 }).Relevance.Span,
            tolerance: 0.05),
        ["riemann-rules"] = Riemann,
        ["deeplift-relu"] = c =>
        {
            var explanation = new DeepLift().Explain(Model(ShiftedRectifiers), Vector(1, 2), 0);
            Numbers.AssertClose(c.Expected(), explanation.Relevance.Span);
            Assert.Equal(0, explanation.ConservationResidual);
        },
        ["deeplift-maxpool"] = MaxPooling,
        ["guided-bp"] = c => Numbers.AssertClose(
            c.Expected(), new GuidedBackpropagation().Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0).Relevance.Span),
        ["q-gradient"] = c => Numbers.AssertClose(c.Expected("grad"), TwoCosines.Run(Vector(0.4, 1.1), 0) is var run ? Gradient(run) : []),
        ["q-ig"] = c =>
        {
            var explanation = new IntegratedGradients().Explain(TwoCosines, Vector(0.4, 1.1), 0);
            Numbers.AssertClose(c.Expected("R"), explanation.Relevance.Span);
            Assert.Equal(c.GetProperty("expected").GetProperty("sum").GetDouble(), explanation.Total, 1e-9);
        },
    };

    public static Tensor<double> Vector(params double[] values) => Tensor<double>.From(new(values.Length), values);

    private static double[] Gradient(ModelRun run)
    {
        run.DifferentiateScore();
        return run.InputGradient().Span.ToArray();
    }

    private static ExplainedModel Model(Func<Node<double>, Node<double>> f) => TestModels.Explained(new Function(f));

    private static Node<double> One(Node<double> x) => x.Tape.Input(Tensor<double>.Full(x.Shape, 1));

    /// <summary>relu(relu(x1) - 1 - relu(x2)).</summary>
    private static Node<double> TwoRectifiers(Node<double> x)
    {
        var difference = x.Relu().Dense(x.Tape.Input(Tensor<double>.From(new(1, 2), [1, -1])), x.Tape.Input(Tensor<double>.From(new(1), [-1])));
        return difference.Relu();
    }

    /// <summary>2 relu(x1) + 2 relu(x2 - 1.5).</summary>
    private static Node<double> ShiftedRectifiers(Node<double> x) =>
        x.Subtract(x.Tape.Input(Tensor<double>.From(new(1, 2), [0, 1.5]))).Relu().Dense(x.Tape.Input(Tensor<double>.From(new(1, 2), [2, 2])));

    /// <summary>NEGATIVE: trapezoid weights that add up to (n - 1) / n are wrong; ours are 1 / (n - 1) and half of it at the ends.</summary>
    private static void Riemann(JsonElement c)
    {
        var three = c.GetProperty("expected").GetProperty("n3");
        foreach (var rule in new[] { "left", "right", "middle" })
        {
            var (nodes, weights) = Quadrature.Named(rule)(3);
            Numbers.AssertClose(Numbers.Of(three.GetProperty(rule)), nodes);
            Numbers.AssertClose(Numbers.Of(three.GetProperty("w")), weights);
        }

        var expected = c.GetProperty("expected");
        (int, JsonElement, JsonElement)[] rules =
        [
            (3, three.GetProperty("trapezoid"), three.GetProperty("w_trapezoid")),
            (4, expected.GetProperty("n4_trapezoid_nodes"), expected.GetProperty("n4_w_trapezoid")),
        ];
        foreach (var (n, points, pinned) in rules)
        {
            var (nodes, weights) = Quadrature.Named("trapezoid")(n);
            Numbers.AssertClose(Numbers.Of(points), nodes);
            Assert.Equal((n - 1.0) / n, Numbers.Of(pinned).Sum(), 1e-12);
            Numbers.AssertClose([.. Numbers.Of(pinned).Select(weight => weight * n / (n - 1))], weights);
            Assert.Equal(1, weights.Sum(), 1e-15);
        }
    }

    private static void MaxPooling(JsonElement c)
    {
        var model = new Sequential<double>("", new MaxPool<double>("pool", 2), new Flatten<double>("flat"));
        var (inputs, baselines) = (c.GetProperty("input").GetProperty("x"), c.GetProperty("input").GetProperty("baseline"));
        for (var row = 0; row < 2; row++)
        {
            var (x, reference) = (Tensor<double>.From(new(1, 2, 2), Numbers.Of(inputs[row])), Tensor<double>.From(new(1, 2, 2), Numbers.Of(baselines[row])));
            var explanation = new DeepLift().Explain(TestModels.Explained(model), x, 0, new ExplainOptions { Reference = reference });
            Numbers.AssertClose(Numbers.Of(c.GetProperty("expected")[row]), explanation.Relevance.Span);
            Assert.Equal(0, explanation.ConservationResidual);
        }
    }

    private sealed class Function(Func<Node<double>, Node<double>> f) : Module<double>("")
    {
        protected override Node<double> Compute(Node<double> x) => f(x) is { Shape.Rank: 1 } sum ? sum.Reshape(1, 1) : f(x);
    }
}
