using QXai.Autodiff;
using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Reference.Relevance;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;
using QXai.Xai.Lrp.Steps;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates.Twins;

/// <summary>Relevance propagation row by row: every output's relevance is shared by the equation of its layer's rule. From the plan come the rules of
/// the layers.</summary>
internal static class RelevanceTwin
{
    /// <summary>The explanation with the twin's relevance and ledger.</summary>
    public static Explanation Of(ModelRun run, Explanation explanation, DualNetwork network, ExplainOptions options)
    {
        var reference = explanation.Reference;
        var relevances = new RelevanceNetwork(network, run.Input, reference);
        var atReference = reference is null ? null : run.Model.Run(reference, run.Target);
        var (composite, _) = RuleChoice.Of(run, options);
        List<LayerRelevance> layers = [];
        Node<double> start = run.Output;
        double[] seed = new double[run.Scores.Count];
        seed[run.Target] = explanation.Score;
        if (explanation.Method == "hybrid-lrp")
        {
            start = run.Circuit.Inputs[0];
            (seed, var entry) = SeedTwin.Of(explanation, CircuitTwin.Of(run, network, reference!));
            layers.Add(entry);
        }

        var plan = new LrpPlan(start, run.InputNode, composite, atReference?.Tape);
        var rules = plan.Steps.OfType<AffineStep>().ToDictionary(step => step.Layer, step => RuleTwin.Of(step.Rule!));
        var (relevance, entries) = plan.Steps.Count == 0 ? (seed, []) : relevances.Propagate(plan.Steps[0].Layer, seed, layer => rules[layer]);
        layers.AddRange(entries.Zip(plan.Steps, Entry));
        return explanation with
        {
            Relevance = Tensor<double>.From(explanation.Relevance.Shape, relevance),
            Layers = layers,
            Ledger = [.. layers.SelectMany(layer => layer.Absorbed)],
        };
    }

    private static LayerRelevance Entry(TextbookEntry entry, LrpStep step)
    {
        (string Item, double Amount)[] items =
        [
            ("bias", step is AffineStep { Kind: LrpKind.Sum } ? 0 : entry.Bias), ("parameter", step is AffineStep { Kind: LrpKind.Sum } ? entry.Bias : 0),
            ("stabiliser", entry.Stabiliser), ("dead units", entry.Dead), ("remainder of the linearisation", entry.Remainder),
        ];
        return new LayerRelevance(
            entry.Layer, step.RuleName, entry.In, entry.Out, [.. items.Where(item => item.Amount != 0).Select(item => new LedgerLine(entry.Layer, item.Item, item.Amount))]);
    }
}
