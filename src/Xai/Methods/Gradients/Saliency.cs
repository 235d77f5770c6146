using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// Saliency: R_i = |d f^l / d x_i|. Simonyan et al., 2014 (they take the largest over channels for a pixel; here every channel keeps its own).
/// </summary>
public sealed class Saliency : Explainer
{
    /// <inheritdoc/>
    public override string Name => "saliency";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "shows how steeply the score changes with each element of the input, whatever the direction";

    /// <inheritdoc/>
    public override string Needs => "nothing";

    /// <inheritdoc/>
    public override string Promises => "not conservative; not negative; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Simonyan, Vedaldi and Zisserman 2014, section 3";

    /// <inheritdoc/>
    protected override string WhyZero => "at this input the score does not change with any element";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        run.DifferentiateScore();
        var relevance = run.InputGradient();
        foreach (ref var slope in relevance.Span)
        {
            slope = Math.Abs(slope);
        }

        return Evidence(run, relevance);
    }
}
