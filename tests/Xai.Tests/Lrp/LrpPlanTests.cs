using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;

namespace QXai.Xai.Tests.Lrp;

/// <summary>What relevance propagation refuses, before it computes anything; branches; and which rule goes where.</summary>
public class LrpPlanTests
{
    private static readonly LrpComposite Zero = LrpComposite.Uniform(new ZeroRule());

    [Fact]
    public void AnOpWithoutARuleIsRefusedByName()
    {
        var x = Vector(1, 2);
        var node = x.Softmax();
        node.Name = "probabilities";
        Assert.Equal("LRP has no rule for the op SoftmaxOp of 'probabilities'.", Refusal(node, x));
        node = x.Multiply(x.Relu());
        node.Name = "gate";
        Assert.Equal("LRP has no rule for the op MultiplyOp of 'gate'.", Refusal(node, x));
    }

    [Fact]
    public void AScoreThatDoesNotDependOnTheInputIsRefused()
    {
        var x = Vector(1, 2);
        var other = x.Tape.Input(Tensor<double>.From(new(1, 2), [3, 4]), needsGradient: true).Relu();
        Assert.Equal("LRP: relevance would end in the constant 'Leaf [1, 2]'; only the input may receive it.", Refusal(other, x));
    }

    [Fact]
    public void ModelsWithACircuitNeedAReferencePoint()
    {
        var model = TestModels.WithHead(3, new Nn.Layers.LearnableScale<double>("scores", 5));
        var run = TestModels.Explained(model).Run(TestModels.Noise(new(1, 4, 4), 2), 0);
        var error = Assert.Throws<InputException>(() => LrpPropagation.Run(run.Output, new double[2], run.Tape.Nodes[0], Zero));
        Assert.Equal("LRP: the circuit 'circuit' is linearised about a reference point, but none was given.", error.Message);
    }

    [Fact]
    public void InterpolationTakesNoRuleOfWeights()
    {
        var tape = new Tape<double>();
        var x = tape.Input(TestModels.Noise(new(1, 1, 2, 2), 1), needsGradient: true);
        var node = x.UpsampleBilinear(4, 4);
        node.Name = "up";
        var error = Assert.Throws<InputException>(() => LrpPropagation.Run(node, new double[16], x, LrpComposite.Uniform(new FlatRule())));
        Assert.Equal("LRP: 'up' interpolates with coefficients of its own, for which the rule flat is not defined.", error.Message);
        Assert.Equal(node.Value.Span.ToArray().Sum(), LrpPropagation.Run(node, node.Value.Span, x, Zero).Relevance.Sum(), 1e-12);
    }

    [Fact]
    public void AcrossASkipRelevanceArrivesOnceOverEachBranch()
    {
        // y = relu(x) - 2 x + p: contributions x, -2 x and the parameter's share, which the ledger has.
        var x = Vector(1, 2);
        var parameter = x.Tape.Input(Tensor<double>.From(new(2), [0.5, -4]));
        var y = x.Relu().Subtract(2.0 * x).Add(parameter);
        Assert.Equal([-0.5, -6], y.Value.Span.ToArray());
        var (relevance, layers) = LrpPropagation.Run(y, y.Value.Span, x, Zero);
        Assert.All(relevance.Zip([-1.0, -2]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Equal(-3.5, layers.SelectMany(layer => layer.Absorbed).Single(line => line.Item == "parameter").Amount, 1e-12);
        Assert.All(layers, layer => Assert.Equal(0, layer.Residual, 1e-12));
    }

    [Fact]
    public void WhereContributionsCancelRelevanceIsDeadAndBooked()
    {
        var x = Vector(1, 1);
        var y = x.Dense(x.Tape.Input(Tensor<double>.From(new(1, 2), [1, -1])));
        var (relevance, layers) = LrpPropagation.Run(y, [3], x, Zero);
        Assert.Equal([0, 0], relevance);
        Assert.Equal(("dead units", 3.0, 0.0), (layers[0].Absorbed.Single().Item, layers[0].Absorbed.Single().Amount, layers[0].Residual));
    }

    [Fact]
    public void MovesAndSlicesCarryRelevanceAlong()
    {
        var x = Vector(1, 2, 3, 4);
        var y = x.Slice(1, 2..4).Concat(1, x.Slice(1, 0..1)).Transpose(1, 0);
        var (relevance, layers) = LrpPropagation.Run(y, [10, 20, 30], x, Zero);
        Assert.Equal([30, 0, 10, 20], relevance);
        Assert.All(layers, layer => Assert.Equal(0, layer.Residual));
    }

    [Fact]
    public void CompositesChooseByKindAndPosition()
    {
        var run = TestModels.Explained(LrpModels.Network("norm", 1)).Run(LrpModels.Signed(new(2, 6, 6), 1), 0);
        var composite = LrpComposites.Find("epsilon-gamma-box", [-2, -2], [2, 2]);
        var (_, layers) = LrpPropagation.Run(run.Output, [run.Scores[0], 0, 0], run.Tape.Nodes[0], composite);
        Assert.Equal(
            ["scores epsilon:1E-06", "flat pass", "relu2 pass", "norm2 gamma:0.25", "relu1 pass", "norm1 z-box"],
            layers.Select(layer => $"{layer.Layer} {layer.Rule}"));
    }

    [Fact]
    public void EveryCompositeKeepsItsLedger()
    {
        var run = TestModels.Explained(LrpModels.Network("pools", 2)).Run(LrpModels.Signed(new(2, 6, 6), 3), 1);
        foreach (var composite in LrpComposites.All([-2, -2], [2, 2]))
        {
            var (relevance, layers) = LrpPropagation.Run(run.Output, [0, run.Scores[1], 0], run.Tape.Nodes[0], composite);
            var ledger = new RelevanceLedger(run.Scores[1], layers, relevance.Sum());
            Assert.InRange(Math.Abs(ledger.Residual) / ledger.Scale, 0, 1e-10);
        }
    }

    [Theory]
    [InlineData("lrp", "No rule is called 'lrp'; there are: 0, epsilon:E, gamma:G, alpha-beta:A,B, z-plus, z-box, w-square, flat.")]
    [InlineData("epsilon:x", "The rule 'epsilon:x': 'x' is not a number.")]
    [InlineData("gamma:-1", "The rule 'gamma:-1': e and g are one number of at least 0, alpha and beta two with alpha - beta = 1.")]
    [InlineData("alpha-beta:2,0", "The rule 'alpha-beta:2,0': e and g are one number of at least 0, alpha and beta two with alpha - beta = 1.")]
    [InlineData("z-box", "The rule z-box needs the bounds of the model's input, which are not known.")]
    public void ABadRuleIsRefused(string text, string message) => Assert.Equal(message, Assert.Throws<InputException>(() => LrpRules.Parse(text)).Message);

    [Theory]
    [InlineData("0")]
    [InlineData("epsilon:0.01")]
    [InlineData("gamma:0.5")]
    [InlineData("alpha-beta:1.5,0.5")]
    [InlineData("z-plus")]
    [InlineData("z-box")]
    [InlineData("w-square")]
    [InlineData("flat")]
    public void RulesReadBackTheirNames(string text) => Assert.Equal(text, LrpRules.Parse(text, [0], [1]).Name);

    [Fact]
    public void AnUnknownCompositeIsRefusedWithTheList()
    {
        Assert.StartsWith(
            "No composite is called 'best'; there are: zero, epsilon, epsilon-plus, ",
            Assert.Throws<InputException>(() => LrpComposites.Find("best")).Message);
        Assert.Equal(
            "The composite 'deep-taylor' needs the bounds of the model's input, which are not known.",
            Assert.Throws<InputException>(() => LrpComposites.Find("deep-taylor")).Message);
    }

    private static Leaf<double> Vector(params double[] values) =>
        new Tape<double>().Input(Tensor<double>.From(new(1, values.Length), values), needsGradient: true);

    private static string Refusal(Node<double> start, Node<double> input) =>
        Assert.Throws<InputException>(() => LrpPropagation.Run(start, new double[start.Value.Length], input, Zero)).Message;
}
