using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// Input x gradient: R_i = x_i d f^l / d x_i, the first-order Taylor score from zero. Conservative where f is linear in x without a bias (and for
/// rectifier networks without biases).
/// Shrikumar et al., 2016.
/// </summary>
public sealed class InputXGradient : Explainer
{
    /// <inheritdoc/>
    public override string Name => "input-x-gradient";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "multiplies each element of the input with its slope";

    /// <inheritdoc/>
    public override string Needs => "nothing";

    /// <inheritdoc/>
    public override string Promises => "conservative only for piecewise linear models without biases; signed; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Shrikumar et al. 2016";

    /// <inheritdoc/>
    protected override string WhyZero => "wherever the input is not zero, the score does not change with it";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        run.DifferentiateScore();
        var relevance = run.InputGradient();
        for (var i = 0; i < relevance.Length; i++)
        {
            relevance.Span[i] *= run.Input.Span[i];
        }

        return Evidence(run, relevance);
    }
}
