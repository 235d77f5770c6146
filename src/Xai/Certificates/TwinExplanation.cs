using QXai.Autodiff;
using QXai.Numerics;
using QXai.Reference.DualNumbers;
using QXai.Reference.Relevance;
using QXai.Xai.Audits;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;
using QXai.Xai.Lrp.Rules;
using QXai.Xai.Lrp.Steps;
using QXai.Xai.Methods;

namespace QXai.Xai.Certificates;

/// <summary>
/// An explanation computed anew by the textbook twins of src/Reference as far as there are any: scores by the forward pass in dual numbers, relevance propagation row by row, channel
/// weights without a pullback. What has no twin is the library's own, computed anew.
/// </summary>
internal sealed class TwinExplanation
{
    private readonly ModelRun run;
    private readonly DualNetwork? network;
    private readonly HashSet<string> twins = [];

    private TwinExplanation(ModelRun run, Explanation recomputed)
    {
        (this.run, Result) = (run, recomputed);
        try
        {
            network = DualTranslation.Of(run);
        }
        catch (InputException)
        {
            return;
        }

        Result = Result with { Scores = network.Values(run.Input).Span.ToArray() };
        twins.UnionWith(["scores", "score", "promised"]);
    }

    /// <summary>The explanation with the twins' numbers.</summary>
    public Explanation Result { get; private set; }

    /// <summary>The certificate's members that a twin computed.</summary>
    public IReadOnlySet<string> Twins => twins;

    /// <summary>Replaces what twins can compute of an explanation of this run; <paramref name="channelWeights"/> are the dual numbers' of the same layer, where they are known.</summary>
    public static TwinExplanation Of(ModelRun run, Explanation recomputed, ExplainOptions options, string? auditedLayer, IReadOnlyList<double>? channelWeights)
    {
        var twin = new TwinExplanation(run, recomputed);
        if (twin.network is null)
        {
            return twin;
        }

        if (recomputed.Method is "lrp" or "hybrid-lrp")
        {
            twin.Propagate(options);
        }
        else if (recomputed.Method is "grad-cam" or "qgrad-cam" && channelWeights is not null && recomputed.Cam!.Layer == auditedLayer)
        {
            twin.WeighMaps(channelWeights);
        }

        return twin;
    }

    private void Propagate(ExplainOptions options)
    {
        var reference = Result.Reference;
        var relevances = new RelevanceNetwork(network!, run.Input, reference);
        var atReference = reference is null ? null : run.Model.Run(reference, run.Target);
        var (composite, _) = RuleChoice.Of(run, options);
        List<LayerRelevance> layers = [];
        Node<double> start = run.Output;
        double[] seed = new double[run.Scores.Count];
        seed[run.Target] = Result.Scores[run.Target];
        if (Result.Method == "hybrid-lrp")
        {
            start = run.Circuit.Inputs[0];
            seed = HybridLrp.Seed(run, atReference!, options).Relevance.Relevance;
            layers.Add(Result.Layers[0]);
        }

        var plan = new LrpPlan(start, run.InputNode, composite, atReference?.Tape);
        var rules = plan.Steps.OfType<AffineStep>().ToDictionary(step => step.Layer, step => TextbookTwin.Of(step.Rule!));
        var (relevance, entries) = plan.Steps.Count == 0 ? (seed, []) : relevances.Propagate(plan.Steps[0].Layer, seed, layer => rules[layer]);
        layers.AddRange(entries.Zip(plan.Steps, Entry));
        Result = Result with { Relevance = Tensor<double>.From(Result.Relevance.Shape, relevance), Layers = layers };
        twins.UnionWith(["relevance", "ledger"]);
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

    private void WeighMaps(IReadOnlyList<double> weights)
    {
        var cam = Result.Cam!;
        var maps = network!.Values(run.Input, cam.Layer);
        var signed = CamMap.Signed(maps.Reshape([1, .. maps.Shape.Extents]), [.. weights]);
        var (map, height, width) = (CamMap.Rectified(signed), run.Input.Shape[^2], run.Input.Shape[^1]);
        Result = Result with
        {
            Relevance = CamMap.Enlarge(map, height, width),
            Cam = cam with { ChannelWeights = weights, SignedMap = signed, Map = map, SignedRelevance = CamMap.Enlarge(signed, height, width) },
        };
        twins.UnionWith(["relevance", "cam"]);
    }
}
