using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// Integrated gradients: R_i = (x_i - x~_i) sum_m w_m d f^l / d x_i (x~ + t_m (x - x~)), a quadrature of the slope along the straight line from the
/// reference x~; sum_m w_m = 1.
/// The exact integral adds up to f^l(x) - f^l(x~); what the quadrature misses is the completeness residual. Sundararajan et al., 2017.
/// </summary>
public sealed class IntegratedGradients : Explainer
{
    /// <inheritdoc/>
    public override string Name => "integrated-gradients";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "averages the slope along the straight line from a reference to the input, times the difference from it";

    /// <inheritdoc/>
    public override string Needs => "nothing; a reference (zeros unless given)";

    /// <inheritdoc/>
    public override string Promises => "adds up to f(x) - f(reference) up to the error of the quadrature, which is reported; signed; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Sundararajan, Taly and Yan 2017, (1) and Proposition 1";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Reference, ExplainOption.Steps, ExplainOption.Quadrature];

    /// <inheritdoc/>
    protected override string WhyZero => "wherever the input differs from the reference, the score does not change with it on the way";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var (reference, choice) = ReferenceOf(run, options);
        var steps = AtLeast(ExplainOption.Steps, options.Steps ?? 64, 1);
        var rule = Quadrature.Named(options.Quadrature ?? Quadrature.GaussLegendre);
        var (nodes, weights) = rule(steps);
        var gradient = MeanGradient(run, reference, nodes, weights);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient.Span[i] *= run.Input.Span[i] - reference.Span[i];
        }

        return Evidence(run, gradient) with
        {
            Reference = reference,
            Promised = run.Scores[run.Target] - run.Model.Run(reference, run.Target).Scores[run.Target],
            Options = [choice, Record(ExplainOption.Steps, steps), Record(ExplainOption.Quadrature, options.Quadrature ?? Quadrature.GaussLegendre)],
        };
    }

    /// <summary>sum_m w_m of the gradients at x~ + t_m (x - x~), a block of points at a time.</summary>
    private static Tensor<double> MeanGradient(ModelRun run, Tensor<double> reference, double[] nodes, double[] weights)
    {
        const int Block = 64;
        var (x, sum) = (run.Input, new Tensor<double>(run.Input.Shape));
        for (var first = 0; first < nodes.Length; first += Block)
        {
            var count = Math.Min(Block, nodes.Length - first);
            var points = new Tensor<double>(new Shape([count, .. x.Shape.Extents]));
            for (var m = 0; m < count; m++)
            {
                var point = points.Slice(m).Span;
                for (var i = 0; i < point.Length; i++)
                {
                    point[i] = reference.Span[i] + (nodes[first + m] * (x.Span[i] - reference.Span[i]));
                }
            }

            var gradients = run.Model.GradientsOf(points, run.Target);
            for (var i = 0; i < gradients.Length; i++)
            {
                sum.Span[i % sum.Length] += weights[first + (i / sum.Length)] * gradients.Span[i];
            }
        }

        return sum;
    }
}
