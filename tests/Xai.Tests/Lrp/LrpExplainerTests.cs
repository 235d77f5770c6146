using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Numerics;
using QXai.Reference.Relevance;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Lrp;

/// <summary>Relevance propagation as explainers: through hybrid models, with one ledger from the score to the pixels.</summary>
public class LrpExplainerTests
{
    private static readonly Tensor<double> Input = TestModels.Noise(new(1, 6, 6), 8);

    public static TheoryData<string, HybridOptions> Architectures => new()
    {
        { "default", TestModels.Options() },
        { "batch norm", TestModels.Options() with { BatchNorm = true, Dropout = 0.2 } },
        { "linear head", TestModels.Options() with { Head = Head.Linear } },
        { "re-uploading", TestModels.Options() with { Reuploading = true } },
        { "bridge pooling", TestModels.Options() with { BridgePool = 2 } },
        { "colour", TestModels.Options() with { InputShape = [3, 6, 6], Mean = [0.5, 0.4, 0.3], StandardDeviation = [0.2, 0.3, 0.4] } },
    };

    // verifies XQML (II)
    [Theory]
    [MemberData(nameof(Architectures))]
    public void TheLedgerRunsFromTheScoreToThePixels(string name, HybridOptions options)
    {
        for (var seed = 1ul; seed <= 3; seed++)
        {
            var model = ExplainedModel.Of(TestModels.Hybrid(options, seed));
            var input = TestModels.Noise(new Shape(options.InputShape.AsSpan()), seed);
            foreach (var explainer in new IExplainer[] { new LayerwiseRelevance(), new HybridLrp() })
            {
                foreach (var composite in LrpComposites.All([0], [1]))
                {
                    var explanation = explainer.Explain(model, input, (int)seed - 1, new ExplainOptions { Composite = composite.Name });
                    var ledger = new RelevanceLedger(explanation.Score, explanation.Layers, explanation.Total);
                    var what = $"{name}, {explainer.Name}, {composite.Name}, seed {seed}";
                    Assert.True(
                        Math.Abs(explanation.Unaccounted) <= 1e-10 * ledger.Scale,
                        $"{what}: {explanation.Unaccounted} of {ledger.Scale} unaccounted for");
                    Assert.Equal(explanation.Unaccounted, ledger.Residual, 1e-12 * ledger.Scale);
                    Assert.Equal(explanation.Score, explanation.Layers[0].In, 1e-12);
                    Assert.Equal(explanation.Total, explanation.Layers[^1].Out, 1e-10 * ledger.Scale);
                    for (var i = 1; i < explanation.Layers.Count; i++)
                    {
                        Assert.Equal(explanation.Layers[i - 1].Out, explanation.Layers[i].In, 1e-10 * ledger.Scale);
                    }
                }
            }
        }
    }

    // The bridge by hand: R_q of the seed, shared as w (A - A~) / (x_q - x~_q).
    [Theory]
    [InlineData("taylor-infinity")]
    [InlineData("pauli-split")]
    [InlineData("qlrp")]
    public void TheBridgeTakesDifferences(string method)
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2));
        var (run, atZero) = (model.Run(Input, 1), model.Run(new Tensor<double>(Input.Shape), 1));
        var options = new ExplainOptions { SeedMethod = method, Rule = "z-plus" };
        var (_, seed) = HybridLrp.Seed(run, atZero, options);
        var twin = new RelevanceNetwork(DualTranslation.Of(run), Input, new Tensor<double>(Input.Shape));
        var (expected, ledger) = twin.Propagate("angles", seed.Relevance, layer => layer == "angles" ? TextbookRules.Difference : TextbookRules.ZPlus);
        var explanation = new HybridLrp().Explain(model, Input, 1, options);
        Assert.All(expected.Zip(explanation.Relevance.Span.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.Equal(("difference", 0.0), (explanation.Layers[1].Rule, ledger[0].Bias));
        Assert.Equal(seed.Total, ledger[0].In, 1e-12);
    }

    [Fact]
    public void WhatWasChosenIsRecorded()
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2));
        Assert.Equal(
            [new("rule", "unused"), new("composite", "epsilon-gamma-box"), new NamedOption("reference", "zero")],
            new LayerwiseRelevance().Explain(model, Input, 0).Options);
        Assert.Equal(
            [new("rule", "gamma:0.5"), new("composite", "unused"), new NamedOption("reference", "zero")],
            new LayerwiseRelevance().Explain(model, Input, 0, new ExplainOptions { Rule = "gamma:0.5" }).Options);
        var hybrid = new HybridLrp().Explain(model, Input, 0, new ExplainOptions { Basis = "pauli", Share = "mixed" });
        Assert.Equal(
            ["seed-method qlrp", "basis pauli", "share mixed", "epsilon 0", "rule unused", "composite epsilon-gamma-box", "reference zero"],
            hybrid.Options.Select(o => $"{o.Name} {o.Value}"));
        var again = new HybridLrp().Explain(ExplainedModel.Of(TestModels.Hybrid(TestModels.Options() with { Reuploading = true }, 2)), Input, 0);
        Assert.Equal("taylor-infinity", again.Options[0].Value);
    }

    [Fact]
    public void OptionsWithoutEffectAreRefused()
    {
        var model = ExplainedModel.Of(TestModels.Hybrid(TestModels.Options(), 2));
        Assert.Equal(
            "The options rule (0) and composite (zero) were both given: a composite chooses the rules.",
            Refusal(() => new LayerwiseRelevance().Explain(model, Input, 0, new ExplainOptions { Rule = "0", Composite = "zero" })));
        Assert.Equal(
            "The options basis and share belong to the seed method qlrp and would have no effect on pauli-split.",
            Refusal(() => new HybridLrp().Explain(model, Input, 0, new ExplainOptions { SeedMethod = "pauli-split", Basis = "pauli" })));
        Assert.Equal(
            "The option basis is fourier, but it must be one of matrix-entries, pauli.",
            Refusal(() => new HybridLrp().Explain(model, Input, 0, new ExplainOptions { Basis = "fourier" })));
        Assert.Equal(
            "The option reference would have no effect on lrp: the model has no circuit, about whose reference point it would be linearised.",
            Refusal(() => new LayerwiseRelevance().Explain(
                TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0, new ExplainOptions { Reference = TestModels.HandInput })));
    }

    [Fact]
    public void WhatTheMethodNeedsIsNamed()
    {
        var nonlinear = TestModels.Explained(TestModels.WithHead(3, Activation<double>.Tanh("tanh"), new LearnableScale<double>("scores", 5)));
        var input = TestModels.Noise(new(1, 4, 4), 2);
        Assert.StartsWith("hybrid-lrp does not apply: its head is not affine, since 'tanh' ", Refusal(() => new HybridLrp().Explain(nonlinear, input, 0)));
        Assert.Equal(
            "hybrid-lrp does not apply: the model has 0 circuits, but this method needs exactly one.",
            Refusal(() => new HybridLrp().Explain(TestModels.Explained(TestModels.Hand()), TestModels.HandInput, 0)));
        var softmax = TestModels.Explained(TestModels.WithHead(3, Activation<double>.Softplus("a"), new LearnableScale<double>("scores", 5)));
        Assert.Equal(2, new LayerwiseRelevance().Explain(softmax, input, 0).Scores.Count);
    }

    private static string Refusal(Action action) => Assert.Throws<InputException>(action).Message;
}
