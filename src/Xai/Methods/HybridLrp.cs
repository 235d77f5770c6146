using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Xai.Circuits;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;

namespace QXai.Xai.Methods;

/// <summary>
/// Hybrid relevance propagation: a circuit relevance (QLRP, Taylor-infinity, the Pauli split, Shapley) shares the score among the circuit's angles;
/// the bridge hands an angle's relevance to the maps by differences from the baseline, w (A - A~) / (x_q - x~_q); from the maps on, rules of
/// layer-wise relevance propagation. One ledger from the score to the pixels.
/// XQML V; Bach et al. 2015.
/// </summary>
public sealed class HybridLrp : Explainer
{
    /// <inheritdoc/>
    public override string Name => "hybrid-lrp";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Relevance;

    /// <inheritdoc/>
    public override string Summary =>
        "shares the score among the circuit's angles by a circuit relevance, and theirs among the pixels by relevance propagation through the network";

    /// <inheritdoc/>
    public override string Needs => "one quantum circuit with an affine head, behind layers with a rule";

    /// <inheritdoc/>
    public override string Promises =>
        "conservative with its ledger: relevance and what reference, interactions, biases, stabilisers and dead units absorbed add up to the score; "
        + "both signs; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "XQML IV, V; Bach et al. 2015; Montavon et al. 2019";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses =>
        [ExplainOption.SeedMethod, ExplainOption.Basis, ExplainOption.Share, ExplainOption.Rule, ExplainOption.Composite, ExplainOption.Reference];

    /// <inheritdoc/>
    protected override string WhyZero => "every share of the score was absorbed on the way to the input; see the ledger";

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run)
    {
        if (run.Tape.Nodes.OfType<CircuitOp<double>>().Count() is var circuits and not 1)
        {
            return $"the model has {circuits} circuits, but this method needs exactly one";
        }

        return AffineHead.Refusal(run.Circuit, run.Output) ?? LrpPlan.Refusal(run.Circuit.Inputs[0], run.InputNode);
    }

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var (composite, ruleChoice) = RuleChoice.Of(run, options);
        var (point, reference) = ReferenceOf(run, options);
        var atReference = run.Model.Run(point, run.Target);
        var (method, seed) = Seed(run, atReference, options);
        var (relevance, layers) = LrpPropagation.Run(run.Circuit.Inputs[0], seed.Relevance, run.InputNode, composite, atReference.Tape);
        layers = [CircuitEntry(run, method, seed), .. layers];
        return Evidence(run, Tensor<double>.From(run.Input.Shape, relevance)) with
        {
            Options = [Record(ExplainOption.SeedMethod, method.Name), .. Choices(seed), .. ruleChoice, reference],
            Reference = point,
            Promised = run.Scores[run.Target],
            Layers = layers,
            Ledger = [.. layers.SelectMany(layer => layer.Absorbed)],
            Notes = seed.Notes,
        };
    }

    /// <summary>The circuit relevance that the options choose, at the angles of a run and relative to those at the reference point.</summary>
    internal static (ICircuitRelevance Method, CircuitRelevance Relevance) Seed(ModelRun run, ModelRun atReference, ExplainOptions options)
    {
        var score = CircuitScore.Of(run);
        var (method, choices) = SeedChoice.Of(score, options);
        return (method, method.Of(score, CircuitGradient.Angles(run), CircuitGradient.Angles(atReference), choices));
    }

    /// <summary>What the circuit relevance recorded, and QLRP's choices as unused where it was another method.</summary>
    private static IEnumerable<NamedOption> Choices(CircuitRelevance seed)
    {
        NamedOption[] recorded = [.. seed.Choices.Select(pair => new NamedOption(pair.Key, pair.Value))];
        return recorded.Concat(new[] { ExplainOption.Basis, ExplainOption.Share }.Select(ExplainOptions.NameOf)
            .Where(name => !recorded.Any(option => option.Name == name)).Select(name => new NamedOption(name, NamedOption.Unused)));
    }

    /// <summary>The circuit's entry of the ledger: what the relevances of the angles leave of the score, by name. Methods that promise to conserve
    /// have no entry for what they miss.</summary>
    private static LayerRelevance CircuitEntry(ModelRun run, ICircuitRelevance method, CircuitRelevance seed)
    {
        var name = run.Circuit.Name ?? "circuit";
        var absorbed = seed.Parts.Select(part => new LedgerLine(name, part.Name, part.Amount));
        absorbed = method.IsConservative ? absorbed : absorbed.Append(new LedgerLine(name, "interactions", seed.Residual));
        return new LayerRelevance(name, method.Name, run.Scores[run.Target], seed.Total, [.. absorbed.Where(line => line.Amount != 0)]);
    }
}
