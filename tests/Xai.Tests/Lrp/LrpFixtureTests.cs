using System.Text.Json;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Tests.Lrp;

/// <summary>The hand-computed cases of tests/Fixtures/xai_cases.json for relevance propagation, to 1e-9.</summary>
public class LrpFixtureTests
{
    [Fact]
    public void LrpEpsilon()
    {
        foreach (var (x, expected) in ((double[], double[])[])[([1, 2, 3], [18, 36, 54]), ([3, 6, 9], [54, 108, 162])])
        {
            Near(expected, TwoLayers(x, 2).Relevance);
        }

        Near([.. Expected("lrp-eps").EnumerateArray().First().EnumerateArray().Select(v => v.GetDouble())], TwoLayers([1, 2, 3], 2).Relevance);
    }

    [Fact]
    public void LrpAlpha1Beta0() => Near(Numbers("lrp-a1b0"), TwoLayers([1, 2, 3], -2, new AlphaBetaRule(1, 0)).Relevance);

    [Fact]
    public void LrpTanh()
    {
        var tape = new Tape<double>();
        var x = tape.Input(Tensor<double>.From(new(1, 3), [1, 2, 3]), needsGradient: true);
        var y = x.Dense(tape.Input(Tensor<double>.Full(new(3, 3), 0.1))).Tanh().Dense(tape.Input(Tensor<double>.Full(new(1, 3), 0.1)));
        Near(Numbers("lrp-tanh"), Run(y, x, new ZeroRule()).Relevance);
    }

    [Fact]
    public void LrpConvolutionWithBias()
    {
        var run = TestModels.Explained(TestModels.Hand()).Run(TestModels.HandInput, 0);
        double[] seed = [54, 0, 0, 0];
        var (relevance, layers) = LrpPropagation.Run(run.Output, seed, run.Tape.Nodes[0], LrpComposite.Uniform(new ZeroRule()));
        Near([.. Expected("lrp-conv-bias").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetDouble())], relevance);

        // The biases' shares cancel here, +150 - 150, so no line remains.
        Assert.Empty(layers.Single(layer => layer.Layer == "conv").Absorbed);
    }

    [Fact]
    public void ThroughASumRelevanceIsSharedNotDoubled()
    {
        // "lrp-two-inputs-NEGATIVE": 4 and 12 where the library quoted counts 16 and 48.
        var tape = new Tape<double>();
        var x = tape.Input(Tensor<double>.From(new(1, 3), [1, 2, 3]), needsGradient: true);
        var triple = 3.0 * x;
        var sum = x + triple;
        var hidden = sum.Dense(tape.Input(Tensor<double>.Full(new(4, 3), 1)), tape.Input(Tensor<double>.From(new(4), [-10, 1, 1, 1]))).Relu();
        var y = hidden.Dense(tape.Input(Tensor<double>.Full(new(2, 4), 1)), tape.Input(Tensor<double>.From(new(2), [-1, 1])));
        double[] seed = [88, 0];
        Assert.Equal(88, y.Value.Span[0]);
        var composite = LrpComposite.Uniform(new ZeroRule());
        var (both, layers) = LrpPropagation.Run(y, seed, x, composite);
        var (first, _) = LrpPropagation.Run(y, seed, sum, composite);
        Near([16, 32, 48], first);
        Near([16, 32, 48], both);
        var split = Expected("lrp-two-inputs-NEGATIVE").GetProperty("correct_LRP0_split");
        Near([.. split.GetProperty("3x").EnumerateArray().Select(v => v.GetDouble())], [.. first.Select(r => r * 0.75)]);
        Assert.Equal(split.GetProperty("bias_share").GetDouble(), layers.SelectMany(layer => layer.Absorbed).Sum(line => line.Amount), 1e-9);
        Assert.Equal(88, both.Sum() + layers.SelectMany(layer => layer.Absorbed).Sum(line => line.Amount), 1e-9);
    }

    [Fact]
    public void ZeroRuleInRationals()
    {
        var (y, x) = LrpModels.Dense([1, 2], [[3, 4], [5, 6]], [7, 8]);
        var (relevance, layers) = LrpPropagation.Run(y, [1 / 3.0, 2 / 3.0], x, LrpComposite.Uniform(new ZeroRule()));
        Near([17 / 90.0, 316 / 675.0], relevance);
        Assert.Equal([new LedgerLine(layers[0].Layer, "bias", layers[0].Absorbed[0].Amount)], layers[0].Absorbed);
        Assert.Equal(7 / 54.0 + 16 / 75.0, layers[0].Absorbed[0].Amount, 1e-15);
    }

    [Fact]
    public void MaxPoolingGivesTheWinnerAll()
    {
        var tape = new Tape<double>();
        var x = tape.Input(Tensor<double>.From(new(1, 1, 3, 3), [1, 2, 3, 10, 5, 6, 7, 8, 9]), needsGradient: true);
        double[] seed = [1 / 30.0, 2 / 30.0, 3 / 30.0, 4 / 30.0];
        var (relevance, _) = LrpPropagation.Run(x.MaxPool(2, stride: 1), seed, x, LrpComposite.Uniform(new ZeroRule()));
        Near([0, 0, 0, 4 / 30.0, 0, 2 / 30.0, 0, 0, 4 / 30.0], relevance);
    }

    [Theory]
    [InlineData(1, 0, "a1b0")]
    [InlineData(2, 1, "a2b1")]
    public void AlphaBetaWithANegativeBias(double alpha, double beta, string key)
    {
        var (y, x) = LrpModels.Dense([1, 1], [[1, -1]], [-1]);
        var (relevance, _) = LrpPropagation.Run(y, [-1], x, LrpComposite.Uniform(new AlphaBetaRule(alpha, beta)));
        Near([.. Expected("jl-alphabeta").GetProperty(key).EnumerateArray().Select(v => v.GetDouble())], relevance);
    }

    [Theory]
    [InlineData("eps0", "0")]
    [InlineData("zplus", "z-plus")]
    [InlineData("alpha2beta1", "alpha-beta:2,1")]
    [InlineData("gamma0.25", "gamma:0.25")]
    [InlineData("zbox(-3,3)", "z-box")]
    [InlineData("wsquare", "w-square")]
    [InlineData("flat", "flat")]
    public void TheTableOfRules(string key, string rule)
    {
        var (y, x) = LrpModels.Dense([2, -1, 1], [[1, 1, 0.5], [-1, -3, 2]], [0.5, -1]);
        Assert.Equal([2, 2], y.Value.Span.ToArray());
        var (relevance, layers) = LrpPropagation.Run(y, [2, 2], x, LrpComposite.Uniform(LrpRules.Parse(rule, [-3], [3])));
        Near([.. Expected("lrp-rule-table").GetProperty(key).EnumerateArray().Select(v => v.GetDouble())], relevance);
        Assert.Equal(4, relevance.Sum() + layers[0].Absorbed.Sum(line => line.Amount), 1e-12);
    }

    private static (double[] Relevance, IReadOnlyList<LayerRelevance> Layers) TwoLayers(double[] x, double corner, LrpRule? rule = null)
    {
        var tape = new Tape<double>();
        var input = tape.Input(Tensor<double>.From(new(1, 3), x), needsGradient: true);
        var y = input.Dense(tape.Input(Tensor<double>.From(new(3, 3), [corner, 2, 2, 2, 2, 2, 2, 2, 2]))).Relu()
            .Dense(tape.Input(Tensor<double>.Full(new(1, 3), 3)));
        return Run(y, input, rule ?? new EpsilonRule(1e-12));
    }

    private static (double[] Relevance, IReadOnlyList<LayerRelevance> Layers) Run(Node<double> y, Node<double> x, LrpRule rule) =>
        LrpPropagation.Run(y, y.Value.Span, x, LrpComposite.Uniform(rule));

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static double[] Numbers(string id) => [.. Expected(id).EnumerateArray().Select(v => v.GetDouble())];

    private static JsonElement Expected(string id) => QXai.Tests.Fixtures.Json("xai_cases.json").GetProperty("cases").EnumerateArray()
        .Single(c => c.GetProperty("id").GetString() == id).GetProperty("expected");
}
