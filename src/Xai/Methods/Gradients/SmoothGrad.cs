using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods.Gradients;

/// <summary>
/// SmoothGrad: R_i = (1 / N) sum_n d f^l / d x_i (x + e_n), e_n normal with standard deviation s: the slope of the score convolved with a Gaussian.
/// For pictures s is a share of the input's range, largest less smallest element; for the inputs of a bare circuit it is in radians. Smilkov et al., 2017.
/// </summary>
public sealed class SmoothGrad : Explainer
{
    /// <inheritdoc/>
    public override string Name => "smoothgrad";

    /// <inheritdoc/>
    public override ExplainerFamily Family => ExplainerFamily.Gradient;

    /// <inheritdoc/>
    public override string Summary => "averages the slope over copies of the input with noise on them";

    /// <inheritdoc/>
    public override string Needs => "nothing; a seed";

    /// <inheritdoc/>
    public override string Promises => "not conservative; signed; resolution of the input";

    /// <inheritdoc/>
    public override string Source => "Smilkov et al. 2017";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Samples, ExplainOption.Noise, ExplainOption.Seed];

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override string WhyZero => "at this input the score does not change with any element";

    /// <inheritdoc/>
    protected override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        const int Block = 64;
        var (samples, seed) = (AtLeast(ExplainOption.Samples, options.Samples ?? 50, 1), options.Seed ?? 1);
        var noise = AtLeast(ExplainOption.Noise, options.Noise ?? 0.15, 0.0);
        double[] values = run.Input.Span.ToArray();
        var deviation = noise * (run.Model.Bare is null ? values.Max() - values.Min() : 1);
        var (random, mean) = (new SeededRandom(seed), new Tensor<double>(run.Input.Shape));
        for (var first = 0; first < samples; first += Block)
        {
            var copies = new Tensor<double>(new Shape([Math.Min(Block, samples - first), .. run.Input.Shape.Extents]));
            for (var i = 0; i < copies.Length; i++)
            {
                copies.Span[i] = values[i % values.Length] + (deviation * random.NextGaussian());
            }

            var gradients = run.Model.GradientsOf(copies, run.Target);
            for (var i = 0; i < gradients.Length; i++)
            {
                mean.Span[i % values.Length] += gradients.Span[i] / samples;
            }
        }

        return Evidence(run, mean) with
        {
            Options = [Record(ExplainOption.Samples, samples), Record(ExplainOption.Noise, noise), Record(ExplainOption.Seed, seed)],
            Notes = deviation == 0 ? ["The noise has no size (the input is constant, or the option noise is 0), so that this is the plain gradient."] : [],
        };
    }
}
