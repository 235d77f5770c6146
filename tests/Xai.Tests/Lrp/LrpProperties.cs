using FsCheck;
using FsCheck.Fluent;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Lrp;

/// <summary>What relevance propagation keeps whatever the weights, the input and the relevance: on random networks of every kind.</summary>
public class LrpProperties
{
    private static readonly Shape Image = new(2, 6, 6);

    /// <summary>Rules whose shares are ratios of numbers of the same degree in the input and in the weights, without a stabiliser of fixed size.</summary>
    private static readonly LrpRule[] Homogeneous =
        [new ZeroRule(), new GammaRule(0.25), new AlphaBetaRule(2, 1), new ZPlusRule(), new WSquareRule(), new FlatRule()];

    public static TheoryData<int> Rules => [.. Enumerable.Range(0, LrpModels.Rules.Count)];

    // verifies XQML (II)
    [Theory]
    [MemberData(nameof(Rules))]
    public void RelevanceAndLedgerAreWhatCameIn(int rule) => Check(seed =>
    {
        var run = Any(seed);
        double[] given = Numbers(3, seed);
        var (relevance, layers) = Propagate(run, given, LrpModels.Rules[rule].Rule, seed);
        var scale = Scale(given, layers);
        Assert.Equal(given.Sum(), relevance.Sum() + layers.SelectMany(layer => layer.Absorbed).Sum(line => line.Amount), 1e-11 * scale);
        Assert.All(layers, layer => Assert.Equal(0, layer.Residual, 1e-11 * scale));
        Assert.All(layers.Zip(layers.Skip(1)), pair => Assert.Equal(pair.First.Out, pair.Second.In, 1e-11 * scale));
        Assert.Equal(layers[^1].Out, relevance.Sum(), 1e-11 * scale);
    });

    /// <summary>R(a s + b t) = a R(s) + b R(t): the shares of an output do not depend on its relevance.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void PropagationIsLinearInTheRelevance(int rule) => Check(seed =>
    {
        var run = Any(seed);
        double[] s = Numbers(3, seed), t = Numbers(3, seed + 1), mixed = [.. s.Zip(t, (left, right) => 2 * left - 0.7 * right)];
        var ofMixed = Propagate(run, mixed, LrpModels.Rules[rule].Rule, seed);
        var (ofS, ofT) = (Propagate(run, s, LrpModels.Rules[rule].Rule, seed), Propagate(run, t, LrpModels.Rules[rule].Rule, seed));
        var scale = Scale(s, ofS.Layers) + Scale(t, ofT.Layers) + ofS.Relevance.Sum(Math.Abs) + ofT.Relevance.Sum(Math.Abs);
        Assert.All(
            ofMixed.Relevance.Select((r, i) => (r, 2 * ofS.Relevance[i] - 0.7 * ofT.Relevance[i])),
            pair => Assert.Equal(pair.Item2, pair.r, 1e-11 * scale));
    });

    /// <summary>Without biases, c x has the shares of x for every c above zero.</summary>
    [Fact]
    public void WithoutBiasesTheSizeOfTheInputDoesNotMatter() => Check(seed =>
    {
        var model = TestModels.Explained(WithoutBiases(seed));
        var (x, given) = (LrpModels.Signed(Image, seed), Numbers(3, seed));
        var larger = Tensor<double>.From(Image, [.. x.Span.ToArray().Select(value => 3 * value)]);
        foreach (var rule in Homogeneous)
        {
            var (one, three) = (Propagate(model.Run(x, 0), given, rule, seed), Propagate(model.Run(larger, 0), given, rule, seed));
            var scale = Scale(given, one.Layers) + one.Relevance.Sum(Math.Abs);
            Assert.All(one.Relevance.Zip(three.Relevance), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * scale));
        }
    });

    /// <summary>A layer's weights times c and the next one's over c change no share.</summary>
    [Fact]
    public void WithoutBiasesTheSizeOfALayerDoesNotMatter() => Check(seed =>
    {
        var (model, other) = (WithoutBiases(seed), WithoutBiases(seed));
        Times(other, "conv1.weight", 4);
        Times(other, "conv2.weight", 0.25);
        var (x, given) = (LrpModels.Signed(Image, seed), Numbers(3, seed));
        foreach (var rule in Homogeneous)
        {
            var own = Propagate(TestModels.Explained(model).Run(x, 0), given, rule, seed);
            var scaled = Propagate(TestModels.Explained(other).Run(x, 0), given, rule, seed);
            var scale = Scale(given, own.Layers) + own.Relevance.Sum(Math.Abs);
            Assert.All(own.Relevance.Zip(scaled.Relevance), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * scale));
        }
    });

    /// <summary>LRP-0 seeded with the score of a rectifier network is input x gradient, biases or not.</summary>
    [Fact]
    public void TheZeroRuleIsInputTimesGradient() => Check(seed =>
    {
        var run = TestModels.Explained(LrpModels.Network("convolution", seed)).Run(LrpModels.Signed(Image, seed), 1);
        var (relevance, layers) = Propagate(run, [0, run.Scores[1], 0], new ZeroRule(), seed);
        run.DifferentiateScore();
        var scale = Scale([run.Scores[1]], layers) + relevance.Sum(Math.Abs);
        Assert.All(relevance.Select((r, i) => (r, run.Input.Span[i] * run.InputGradient().Span[i])), pair => Assert.Equal(pair.Item2, pair.r, 1e-10 * scale));
    });

    private static Sequential<double> WithoutBiases(ulong seed)
    {
        var model = new Sequential<double>(
            "",
            new Conv2d<double>("conv1", 2, 3, 3, padding: 1, bias: false), Activation<double>.Relu("relu1"), new MaxPool<double>("max", 2),
            new Conv2d<double>("conv2", 3, 4, 2, bias: false), Activation<double>.Relu("relu2"),
            new Flatten<double>("flat"), new Dense<double>("scores", 16, 3, bias: false));
        model.Initialise(new SeededRandom(seed));
        return model;
    }

    private static void Times(Sequential<double> model, string name, double factor)
    {
        foreach (ref var value in model.State.Single(tensor => tensor.Name == name).Value.Span)
        {
            value *= factor;
        }
    }

    private static ModelRun Any(ulong seed) =>
        TestModels.Explained(LrpModels.Network(LrpModels.Networks[(int)(seed % (ulong)LrpModels.Networks.Count)], seed)).Run(LrpModels.Signed(Image, seed), 0);

    private static (double[] Relevance, IReadOnlyList<LayerRelevance> Layers) Propagate(ModelRun run, double[] given, LrpRule rule, ulong seed)
    {
        var reference = run.Model.Run(LrpModels.Signed(Image, seed + 50), 0);
        var composite = rule is BoxRule
            ? new LrpComposite("box first", "", place => place is { IsFirst: true, Kind: not LrpKind.Normalisation } ? rule : new EpsilonRule(0.1))
            : LrpComposite.Uniform(rule);
        return LrpPropagation.Run(run.Output, given, run.InputNode, composite, reference.Tape);
    }

    /// <summary>The largest relevance on the way, whose rounding is what may be seen.</summary>
    private static double Scale(double[] given, IReadOnlyList<LayerRelevance> layers) =>
        given.Sum(Math.Abs) + layers.Max(layer => Math.Abs(layer.In) + Math.Abs(layer.Out) + layer.Absorbed.Sum(line => Math.Abs(line.Amount)));

    private static double[] Numbers(int count, ulong seed)
    {
        var random = new SeededRandom(seed).Derive(3);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-2, 2))];
    }

    private static void Check(Action<ulong> property) =>
        Prop.ForAll<int>(number => property((ulong)(uint)number)).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
