using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Reference.Relevance;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>Relevance propagation row by row: every output's relevance is shared by the equation of its layer's rule, which the textbook's statement of
/// the composites chooses.</summary>
internal static class RelevanceTwin
{
    /// <summary>The explanation with the twin's relevance and ledger.</summary>
    public static Explanation Of(TwinModel model, Tensor<double> x, Explanation explanation)
    {
        var (network, reference) = (model.Network, explanation.Reference);
        List<LayerRelevance> layers = [];
        var from = network.Layers[^1].Name;
        var seed = new double[network.Values(x).Length];
        seed[explanation.Target] = explanation.Score;
        if (explanation.Method == "hybrid-lrp")
        {
            from = network.Layers.TakeWhile(layer => layer is not CircuitLayer).LastOrDefault()?.Name;
            (seed, var entry) = SeedTwin.Of(explanation, CircuitTwin.Of(network, x, explanation.Target, reference!), model.Products);
            layers.Add(entry);
        }

        var composite = new TextbookComposite(network, Choice("rule"), Choice("composite"));
        var (relevance, entries) = from is null
            ? (seed, [])
            : new RelevanceNetwork(network, x, reference).Propagate(
                from, seed, layer => TextbookComposite.Equation(composite.RuleOf(layer), model.Low, model.High));
        var sums = network.Layers.OfType<AffineLayer>().Select(layer => layer.Name).ToHashSet();
        layers.AddRange(entries.Select(entry => Entry(entry, composite.RuleOf(entry.Layer), sums.Contains(entry.Layer))));
        return explanation with
        {
            Relevance = Tensor<double>.From(explanation.Relevance.Shape, relevance),
            Layers = layers,
            Ledger = [.. layers.SelectMany(layer => layer.Absorbed)],
        };

        string? Choice(string name) => explanation.Options.Single(option => option.Name == name).Value is not NamedOption.Unused and var value ? value : null;
    }

    /// <summary>What a sum with a parameter keeps is the parameter's.</summary>
    private static LayerRelevance Entry(TextbookEntry entry, string rule, bool isSum)
    {
        (string Item, double Amount)[] items =
        [
            (isSum ? "parameter" : "bias", entry.Bias),
            ("stabiliser", entry.Stabiliser),
            ("dead units", entry.Dead),
            ("remainder of the linearisation", entry.Remainder),
        ];
        return new LayerRelevance(
            entry.Layer, rule, entry.In, entry.Out,
            [.. items.Where(item => item.Amount != 0).Select(item => new LedgerLine(entry.Layer, item.Item, item.Amount))]);
    }
}
