using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// DeepLIFT with the rescale rule: R_i = m_i (x_i - x~_i), where the multipliers m follow the chain rule with dy/dx replaced by (y - y~) / (x - x~)
/// at every elementwise nonlinearity, so that every node's difference from its reference is shared out completely. Max pooling: the difference goes
/// to the input that won, here or at the reference. A circuit has several inputs; there m is the slope averaged along the straight line between its
/// two inputs, which is the rescale rule where there is one. Shrikumar et al., 2017.
/// </summary>
public sealed class DeepLift : Explainer
{
    /// <inheritdoc/>
    public override string Name => "deeplift";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "shares the difference from a reference out backwards, with difference quotients instead of slopes";

    /// <inheritdoc/>
    public override string Needs => "linear layers, elementwise nonlinearities, max pooling and circuits only; a reference (zeros unless given)";

    /// <inheritdoc/>
    public override string Promises => "adds up to f(x) - f(reference); signed; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Shrikumar, Greenside and Kundaje 2017, sections 3.2 and 3.5.1";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Reference];

    /// <inheritdoc/>
    protected override string WhyZero => "nothing in the model differs from its value at the reference";

    /// <inheritdoc/>
    public override bool IsConservative => true;

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) => DeepLiftRule.Unknown(run);

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var (reference, choice) = ReferenceOf(run, options);
        var other = run.Model.Run(reference, run.Target);
        run.DifferentiateScore(new DeepLiftRule(run, other));
        var relevance = run.InputGradient();
        for (var i = 0; i < relevance.Length; i++)
        {
            relevance.Span[i] *= run.Input.Span[i] - reference.Span[i];
        }

        return Evidence(run, relevance) with { Reference = reference, Promised = run.Scores[run.Target] - other.Scores[run.Target], Options = [choice] };
    }
}
