using QXai.Nn.Circuits;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Reference.DualNumbers;
using QXai.Reference.Explanations;
using QXai.Reference.Randomisation;
using QXai.Reference.Relevance;
using QXai.Xai.Audits;
using QXai.Xai.Lrp;
using QXai.Xai.Methods;
using QXai.Xai.Metrics.Randomisation;
using QXai.Xai.Tests.Circuits;
using QXai.Xai.Tests.Lrp;

namespace QXai.Xai.Tests.Certificates;

/// <summary>What the verifier's twins state for themselves (rules of composites, cuts of circuits, randomised parameters) is what the library does.</summary>
public class TwinStatementTests
{
    public static TheoryData<string> Networks => [.. LrpModels.Networks];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryCompositeGivesEveryLayerTheRuleThatTheTextbookStates(string name)
    {
        var run = TestModels.Explained(LrpModels.Network(name, 1)).Run(LrpModels.Signed(new(2, 6, 6), 1), 0);
        CheckRules(run, DualTranslation.Of(run), low: [-1, -1]);
    }

    [Fact]
    public void SoDoesTheOneWithACircuitWhoseBridgeTakesDifferences()
    {
        foreach (var options in new[] { TestModels.Options() with { BatchNorm = true }, TestModels.Options() with { Head = Head.Linear, BridgePool = 2 } })
        {
            var run = ExplainedModel.Of(TestModels.Hybrid(options, 3)).Run(TestModels.Noise(new(1, 6, 6), 8), 0);
            var network = DualTranslation.Of(run);
            CheckRules(run, network, low: [-1]);
            Assert.Equal("difference", new TextbookComposite(network, "flat", null).RuleOf("angles"));
            Assert.Equal("flat", new TextbookComposite(network, "flat", null).RuleOf("conv2" + (options.BatchNorm ? ".norm" : "")));
        }
    }

    private static void CheckRules(ModelRun run, DualNetwork network, double[] low)
    {
        var composites = LrpComposites.All(low, [.. low.Select(_ => 1.0)]);
        Assert.Equal(composites.Select(composite => composite.Name).Order(), TextbookComposite.Names.Order());
        foreach (var composite in composites)
        {
            var textbook = new TextbookComposite(network, null, composite.Name);
            Assert.All(
                new LrpPlan(run.Output, run.InputNode, composite, run.Tape).Steps,
                step => Assert.Equal((composite.Name, step.Layer, step.RuleName), (composite.Name, step.Layer, textbook.RuleOf(step.Layer))));
        }
    }

    [Fact]
    public void TheCutOfACircuitIsTheTextbooks() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        foreach (var score in new[] { scores.Local(3), scores.Tangled(4, 3), scores.Reuploaded(3, 2), scores.Score(Spread(seed)) })
        {
            var cut = new TextbookCut(score.Circuit);
            Assert.Equal(score.Encoding.V.Gates.Select(gate => gate.ToString()), cut.V.Gates.Select(gate => gate.ToString()));
            Assert.Equal(score.Encoding.U.Gates.Select(gate => gate.ToString()), cut.U.Gates.Select(gate => gate.ToString()));
            for (var input = 0; input < score.Inputs; input++)
            {
                Assert.Equal(score.Encoding.QubitsOf(input), Enumerable.Range(0, score.Circuit.Qubits).Where(qubit => cut.Feeds(input, qubit)));
            }
        }
    });

    // Gates without inputs in front of and between those with inputs, on their qubits and on others.
    private static Circuit Spread(ulong seed)
    {
        var (random, circuit) = (new SeededRandom(seed), new Circuit(4, 3, 2));
        for (var gate = 0; gate < 12; gate++)
        {
            var (q, other) = (random.NextInt(4), 1 + random.NextInt(3));
            circuit = random.NextInt(5) switch
            {
                0 => circuit.RY(q, input: random.NextInt(3)),
                1 => circuit.RX(q, Angle.Weight(random.NextInt(2)) * Angle.Input(random.NextInt(3))),
                2 => circuit.CNOT(q, (q + other) % 4),
                3 => circuit.RZ(q, weight: random.NextInt(2)),
                _ => circuit.H(q),
            };
        }

        return circuit;
    }

    [Fact]
    public void TheRandomisedParametersOfAModelAreTheTextbooksDraw()
    {
        HybridOptions[] all =
        [
            TestModels.Options(),
            TestModels.Options() with { BatchNorm = true, Dropout = 0.2 },
            TestModels.Options() with { Head = Head.Linear, BridgePool = 2, ConvolutionBias = false },
        ];
        foreach (var options in all)
        {
            var model = ExplainedModel.Of(TestModels.Hybrid(options, 3));
            var exact = (HybridModel<double>)model.Exact;
            var input = TestModels.Noise(new(1, 6, 6), 8);
            var parts = exact.Children.Select(part => part.Name).ToList();
            var twin = TextbookCascade.Of(DualTranslation.Of(model.Run(input, 0)), seed: 5, exact.Options.Blocks, layer => parts.IndexOf(layer) + 1);
            var stages = RandomisationCascade.Of(exact, seed: 5);
            Assert.Equal(stages.Select(stage => stage.Name), twin.Select(stage => stage.Name));
            foreach (var (stage, drawn) in stages.Zip(twin))
            {
                var network = DualTranslation.Of(ExplainedModel.Exactly(stage.Model).Run(input, 0));
                Assert.Equal(Numbers(network), Numbers(drawn.Network), (a, b) => Math.Abs(a - b) <= 1e-15);
            }
        }
    }

    [Fact]
    public void TheRandomisedWeightsOfACircuitAreTheTextbooksDraw() => RandomScores.Check(40, seed =>
    {
        foreach (var circuit in new[] { Spread(seed), new RandomScores(seed).Reuploaded(2, 11).Circuit })
        {
            double[] weights = [.. Enumerable.Range(0, circuit.Weights).Select(w => 10.0 + w)];
            var stages = CircuitCascade.Of(new CircuitModel(circuit, [Observable.Z(0)], weights), seed);
            Assert.Equal(stages.Select(stage => stage.Weights.ToArray()), TextbookCircuitCascade.Of(circuit, weights, seed));
        }
    });

    private static double[] Numbers(DualNetwork network) =>
    [
        .. network.Layers.SelectMany(layer => layer switch
        {
            ConvolutionLayer convolution => Of(convolution.Weight, convolution.Bias),
            NormalisationLayer norm => Of(norm.Weight, norm.Bias, norm.Mean, norm.Variance),
            DenseLayer dense => Of(dense.Weight, dense.Bias),
            Reference.DualNumbers.CircuitLayer circuit => circuit.Weights,
            AffineLayer affine => Of(affine.Scale, affine.Shift),
            _ => [],
        }),
    ];

    private static IEnumerable<double> Of(params Tensor<double>?[] tensors) => tensors.SelectMany(tensor => tensor?.Span.ToArray() ?? []);
}
