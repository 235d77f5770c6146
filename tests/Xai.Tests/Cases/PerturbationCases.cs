using System.Text.Json;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Xai.Methods;
using QXai.Xai.Methods.Perturbation;

namespace QXai.Xai.Tests.Cases;

/// <summary>Cases of the perturbation baselines.</summary>
internal static class PerturbationCases
{
    /// <summary>The cases' model 'ML'.</summary>
    public static Sequential<double> Small { get; } = MakeSmall();

    public static IReadOnlyDictionary<string, Action<JsonElement>> All { get; } = new Dictionary<string, Action<JsonElement>>
    {
        ["ablation"] = c => Numbers.AssertClose(c.Expected(), Occlude(Small, [20, 50, 30], 1, 1, 0)),
        ["ablation-groups"] = c =>
        {
            Numbers.AssertClose(c.Expected("baseline0"), Occlude(Small, [20, 50, 30], 2, 2, 0));
            Numbers.AssertClose(c.Expected("baseline4"), Occlude(Small, [20, 50, 30], 2, 2, 4));
        },
        ["occlusion-overlap"] = c => Numbers.AssertClose(c.Expected(), Occlude(Small, [20, 50, 30], 2, 1, 10)),
        ["occlusion-delta"] = c =>
        {
            // f = 7 + 0 x0 + x1 - 9 x2 + 2 x3 at ones is 1, and without one of the pixels as the case says.
            var model = new Sequential<double>("", new Flatten<double>("flat"), new Dense<double>("scores", 4, 1));
            TestModels.Set(model, "scores.weight", [0, 1, -9, 2]);
            TestModels.Set(model, "scores.bias", [7]);
            Numbers.AssertClose(c.Expected(), new Occlusion().Explain(
                TestModels.Explained(model), Tensor<double>.Full(new(1, 2, 2), 1), 0, new ExplainOptions { Window = 1, Stride = 1, Fill = 0 }).Relevance.Span);
        },
        ["shapley"] = c =>
        {
            for (var row = 0; row < 2; row++)
            {
                var input = Numbers.Of(c.GetProperty("input")[row]);
                Numbers.AssertClose(
                    Numbers.Of(c.GetProperty("expected")[row]),
                    new ShapleyValues().Explain(TestModels.Explained(Small), GradientCases.Vector(input), 0).Relevance.Span);
            }
        },
        ["q-shapley"] = c =>
        {
            foreach (var (name, root) in new[] { ("root(pi/2,0)", GradientCases.Vector(Math.PI / 2, 0)), ("root(0,0)", GradientCases.Vector(0, 0)) })
            {
                var explanation =
                    new ShapleyValues().Explain(GradientCases.TwoCosines, GradientCases.Vector(0.4, 1.1), 0, new ExplainOptions { Reference = root });
                Numbers.AssertClose(c.Expected(name), explanation.Relevance.Span);
                Assert.Equal(0, explanation.ConservationResidual, 1e-15);
            }
        },
    };

    private static Sequential<double> MakeSmall()
    {
        var model = new Sequential<double>("", new Dense<double>("first", 3, 4), Activation<double>.Relu("relu"), new Dense<double>("scores", 4, 2));
        TestModels.Set(model, "first.weight", Enumerable.Repeat(1.0, 12));
        TestModels.Set(model, "first.bias", [-10, 1, 1, 1]);
        TestModels.Set(model, "scores.weight", Enumerable.Repeat(1.0, 8));
        TestModels.Set(model, "scores.bias", [-1, 1]);
        return model;
    }

    private static double[] Occlude(Module<double> model, double[] input, int window, int stride, double fill) => [.. new Occlusion().Explain(
        TestModels.Explained(model), GradientCases.Vector(input), 0, new ExplainOptions { Window = window, Stride = stride, Fill = fill }).Relevance.Span];
}
