using System.Text.Json;
using QXai.Autodiff.Ops;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Xai.Certificates;
using QXai.Xai.Circuits;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>
/// A circuit relevance as an explanation of a bare circuit: the model's inputs go straight into the circuit, and an affine head makes the scores.
/// Behind a network, the same relevances seed relevance propagation.
/// </summary>
public sealed class CircuitExplainer(ICircuitRelevance method) : Explainer
{
    /// <inheritdoc/>
    public override string Name => method.Name;

    /// <inheritdoc/>
    public override ExplainerFamily Family => method is Qlrp ? ExplainerFamily.Relevance : ExplainerFamily.Taylor;

    /// <inheritdoc/>
    public override string Summary => method.Summary;

    /// <inheritdoc/>
    public override string Needs => $"the model must be a bare circuit: {method.Needs}";

    /// <inheritdoc/>
    public override string Promises => method.Promises;

    /// <inheritdoc/>
    public override string Source => method.Source;

    /// <inheritdoc/>
    public override bool IsConservative => method.IsConservative;

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => method switch
    {
        Qlrp => [ExplainOption.Reference, ExplainOption.Basis, ExplainOption.Share, ExplainOption.Epsilon],
        TaylorInfinity => [ExplainOption.Reference, ExplainOption.Form],
        _ => method.UsesReference ? [ExplainOption.Reference] : [],
    };

    /// <summary>Whether one of these methods of the catalogue gave an explanation.</summary>
    internal static bool Gave(Explanation explanation) => Explainers.All.OfType<CircuitExplainer>().Any(explainer => explainer.Name == explanation.Method);

    /// <inheritdoc/>
    protected override string WhyZero => "the reference is degenerate, or no input matters at it";

    /// <inheritdoc/>
    protected override string? MissingBeforehand(ExplainedModel model) =>
        model.Bare is { } bare ? method.Refusal(new(bare.Circuit, bare.Weights, bare.Observables[0])) : null;

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run)
    {
        if (run.Tape.Nodes.OfType<CircuitOp<double>>().ToArray() is not [var circuit])
        {
            return "the model does not have exactly one circuit";
        }

        var front = circuit.Inputs[0];
        while (front is ReshapeOp<double>)
        {
            front = front.Inputs[0];
        }

        return front != run.InputNode
            ? "the model has layers in front of its circuit, through which no formula for circuits reaches; "
            + "hybrid relevance propagation carries them on to the input"
            : AffineHead.Refusal(circuit, run.Output) ?? method.Refusal(new(circuit.Circuit, circuit.Inputs[1].Value.Span, circuit.Observables[0]));
    }

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var reference = options.Reference is null ? null : ReferenceOf(run, options).Point.Span.ToArray();
        var result = method.Of(CircuitScore.Of(run), run.Input.Span.ToArray(), reference, new()
        {
            Form = Named(ExplainOption.Form, options.Form, TaylorForm.Difference),
            Basis = Named(ExplainOption.Basis, options.Basis, QlrpBasis.MatrixEntries),
            Share = Named(ExplainOption.Share, options.Share, QlrpShare.TaylorInfinity),
            Epsilon = AtLeast(ExplainOption.Epsilon, options.Epsilon ?? 0, 0),
        });
        return Evidence(run, Tensor<double>.From(run.Input.Shape, result.Relevance)) with
        {
            Reference = result.Reference is { } point ? Tensor<double>.From(run.Input.Shape, point) : null,
            Promised = method.IsConservative ? result.Score : null,
            Ledger = [.. result.Parts.Where(part => part.Amount != 0).Select(part => new LedgerLine("circuit", part.Name, part.Amount))],
            Notes = [.. result.Notes, .. Root(result), .. Amplification(result)],
            Options =
            [
                .. result.Reference is null
                    ? []
                    : (NamedOption[])[Record(ExplainOption.Reference, result.Root is null ? "given" : RootClaim.Recorded(result.Root.IsRoot))],
                .. result.Choices.Select(choice => new NamedOption(choice.Key, choice.Value)),
            ],
        };
    }

    private static IEnumerable<string> Root(CircuitRelevance result) => result.Root is { IsRoot: true } root
        ? [FormattableString.Invariant($"The reference is a root point at distance {root.Distance:G4}, found {root.How}; f there is {root.Value:G3}.")]
        : [];

    private static IEnumerable<string> Amplification(CircuitRelevance result) => result.Amplification is { } times
        ? [FormattableString.Invariant($"Amplification: shares are {times:G4} times as large as what is shared.")]
        : [];

    private static TEnum Named<TEnum>(ExplainOption option, string? text, TEnum otherwise)
        where TEnum : struct, Enum
    {
        var names = Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
        return text is null ? otherwise : names.TryGetValue(text, out var value)
            ? value
            : throw new InputException($"The option {ExplainOptions.NameOf(option)} is {text}, but it must be one of {string.Join(", ", names.Keys)}.");
    }
}
