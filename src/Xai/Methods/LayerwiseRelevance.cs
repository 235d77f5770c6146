using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Xai.Evidence;
using QXai.Xai.Lrp;

namespace QXai.Xai.Methods;

/// <summary>
/// Layer-wise relevance propagation from the score to the pixels: every layer shares its relevance among its inputs by a rule. A circuit on the way
/// is a node like others, linearised at the input (<c>hybrid-lrp</c> explains it as a circuit). Bach et al. 2015; Montavon et al. 2019.
/// </summary>
public sealed class LayerwiseRelevance : Explainer
{
    /// <inheritdoc/>
    public override string Name => "lrp";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Relevance;

    /// <inheritdoc/>
    public override string Summary =>
        "propagates the score backwards, every layer sharing its relevance among its inputs by a rule; a circuit counts as linear around the input";

    /// <inheritdoc/>
    public override string Needs => "layers with a rule: convolutions, dense layers, batch norms, pooling, sums, activations, circuits";

    /// <inheritdoc/>
    public override string Promises =>
        "conservative with its ledger: relevance and what biases, stabilisers and dead units absorbed add up to the score; both signs; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Bach et al. 2015; Montavon et al. 2019; XQML II";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Rule, ExplainOption.Composite, ExplainOption.Reference];

    /// <inheritdoc/>
    protected override string WhyZero => "every share of the score was absorbed on the way to the input; see the ledger";

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) => LrpPlan.Refusal(run.Output, run.InputNode);

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var hasCircuit = run.Tape.Nodes.OfType<CircuitOp<double>>().Any();
        if (!hasCircuit && options.Reference is not null)
        {
            throw new InputException(
                $"The option reference would have no effect on {Name}: the model has no circuit, about whose reference point it would be linearised.");
        }

        var (composite, choice) = RuleChoice.Of(run, options);
        var (point, reference) = ReferenceOf(run, options);
        var seed = new double[run.Scores.Count];
        seed[run.Target] = run.Scores[run.Target];
        var (relevance, layers) = LrpPropagation.Run(run.Output, seed, run.InputNode, composite, hasCircuit ? run.Model.Run(point, run.Target).Tape : null);
        return Evidence(run, Tensor<double>.From(run.Input.Shape, relevance)) with
        {
            Options = [.. choice, hasCircuit ? reference : reference with { Value = NamedOption.Unused }],
            Reference = hasCircuit ? point : null,
            Promised = run.Scores[run.Target],
            Layers = layers,
            Ledger = [.. layers.SelectMany(layer => layer.Absorbed)],
        };
    }
}
