using QXai.Numerics;
using QXai.Reference.Relevance;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Methods;

namespace QXai.Xai.Tests.Lrp;

/// <summary>Every rule through every kind of layer is its row equation, in double precision; and the ledger adds up whatever the rule.</summary>
public class LrpTwinTests
{
    private static readonly Shape Image = new(2, 6, 6);

    public static TheoryData<string> Networks => [.. LrpModels.Networks];

    // verifies XQML (II)
    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryRuleIsItsRowEquationAndTheLedgerAddsUp(string name)
    {
        for (var seed = 1ul; seed <= 3; seed++)
        {
            var model = TestModels.Explained(LrpModels.Network(name, seed));
            var (x, reference) = (LrpModels.Signed(Image, seed), LrpModels.Signed(Image, seed + 50));
            var run = model.Run(x, (int)seed - 1);
            var twin = new RelevanceNetwork(DualTranslation.Of(run), x, reference);
            foreach (var (rule, textbook) in LrpModels.Rules)
            {
                // z^B is for the first layer, whose channels have bounds.
                var composite = rule.Name == "z-box"
                    ? new LrpComposite("box first", "", place => place is { IsFirst: true, Kind: not LrpKind.Normalisation } ? rule : LrpModels.Rules[1].Rule)
                    : LrpComposite.Uniform(rule);
                var first = name == "dense" ? "dense1" : name == "norm" ? "norm1" : "conv1";
                var seedRelevance = new double[3];
                seedRelevance[run.Target] = run.Scores[run.Target];
                var (relevance, layers) = LrpPropagation.Run(run.Output, seedRelevance, run.Tape.Nodes[0], composite, model.Run(reference, 0).Tape);
                var (expected, entries) = twin.Propagate(
                    "scores", seedRelevance, layer => rule.Name == "z-box" && layer != first ? LrpModels.Rules[1].Twin : textbook);
                Compare($"{name}, {rule}, seed {seed}", expected, relevance, layers, entries);
            }
        }
    }

    private static void Compare(string what, double[] expected, double[] relevance, IReadOnlyList<LayerRelevance> layers, IReadOnlyList<TextbookEntry> entries)
    {
        var scale = entries.Max(entry => Math.Max(Math.Abs(entry.In), Math.Abs(entry.Dead))) + expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - relevance[i]) <= 1e-10 * scale, $"{what}: R[{i}] = {relevance[i]}, by the equation {expected[i]}");
        }

        Assert.Equal(entries.Select(entry => entry.Layer), layers.Select(layer => layer.Layer));
        foreach (var (entry, layer) in entries.Zip(layers))
        {
            Assert.True(Math.Abs(layer.Residual) <= 1e-12 * scale, $"{what}: {layer.Layer} leaves {layer.Residual}");
            (string, double)[] claims = [("bias", entry.Bias), ("stabiliser", entry.Stabiliser), ("dead units", entry.Dead)];
            foreach (var (item, amount) in claims)
            {
                var booked = layer.Absorbed.SingleOrDefault(line => line.Item == item)?.Amount ?? 0;
                Assert.True(Math.Abs(booked - amount) <= 1e-10 * scale, $"{what}: {layer.Layer} books {booked} for {item}, by the equation {amount}");
            }

            Assert.Equal(entry.Out, layer.Out, 1e-10 * scale);
        }

        for (var i = 1; i < layers.Count; i++)
        {
            Assert.Equal(layers[i - 1].Out, layers[i].In, 1e-12 * scale);
        }
    }
}
