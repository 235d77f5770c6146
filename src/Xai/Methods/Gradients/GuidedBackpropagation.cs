using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// Guided backpropagation: reverse mode in which every rectifier y = relu(x) passes on dx = dy [x > 0][dy > 0], so that only paths all of whose
/// slopes are positive remain.
/// Springenberg et al., 2015.
/// </summary>
public sealed class GuidedBackpropagation : Explainer
{
    /// <inheritdoc/>
    public override string Name => "guided-backpropagation";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "propagates slopes backwards and drops the negative ones at every rectifier";

    /// <inheritdoc/>
    public override string Needs => "a rectifier";

    /// <inheritdoc/>
    public override string Promises => "not conservative; signed; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Springenberg et al. 2015, section 3.4";

    /// <inheritdoc/>
    protected override string WhyZero => "no path from the input to the score has only positive slopes at its rectifiers";

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) =>
        run.Tape.Nodes.OfType<ReluOp<double>>().Any() ? null : "the model has no rectifier, whose pullback it changes";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        run.DifferentiateScore(new Rule());
        return Evidence(run, run.InputGradient());
    }

    /// <summary>Cuts negative cotangents off before a rectifier's own pullback.</summary>
    private sealed class Rule : IPullbackRule<double>
    {
        public bool Apply(Node<double> node)
        {
            if (node is ReluOp<double>)
            {
                foreach (ref var cotangent in node.Gradient.Span)
                {
                    cotangent = Math.Max(cotangent, 0);
                }
            }

            return false;
        }
    }
}
