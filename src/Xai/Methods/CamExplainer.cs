using System.Globalization;
using QXai.Autodiff;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>
/// What the methods of the CAM family have in common: a signed map S of the chosen layer, of which relu(S), enlarged to the input's resolution, is
/// the relevance.
/// </summary>
public abstract class CamExplainer : Explainer
{
    /// <inheritdoc/>
    public sealed override ExplainerFamily Family => ExplainerFamily.Cam;

    /// <inheritdoc/>
    public override string Needs => "a convolution";

    /// <inheritdoc/>
    public override string Promises => "not conservative; not negative after the relu of (8), the signed map is kept; resolution of the layer";

    /// <inheritdoc/>
    public override IReadOnlyList<ExplainOption> Uses => [ExplainOption.Layer];

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) => run.HasConvolution ? null : "the model has no convolution, so there are no maps to weigh";

    /// <inheritdoc/>
    protected sealed override Explanation Compute(ModelRun run, ExplainOptions options)
    {
        var maps = Maps(run, options);
        var weights = Weigh(run, maps);
        var (channels, signed) = (weights.Channels, weights.Signed);
        var cam = new CamEvidence
        {
            Layer = maps.Name ?? maps.ToString(),
            ChannelWeights = channels,
            SignedMap = signed,
            Map = CamMap.Rectified(signed),
            SignedRelevance = CamMap.Enlarge(signed, run.Input.Shape[^2], run.Input.Shape[^1]),
        };
        return Evidence(run, CamMap.Enlarge(cam.Map, run.Input.Shape[^2], run.Input.Shape[^1])) with
        {
            Cam = cam,
            Options = [Record(ExplainOption.Layer, cam.Layer)],
            BlankReason = WhyBlank(maps, channels, signed),
            Notes = weights.Notes,
        };
    }

    /// <summary>The maps that are weighed.</summary>
    private protected virtual Node<double> Maps(ModelRun run, ExplainOptions options) => run.Maps(options.Layer);

    /// <summary>Weighs them.</summary>
    private protected abstract CamWeights Weigh(ModelRun run, Node<double> maps);

    /// <summary>Null where the rectified map shows anything; else the first of three reasons that holds.</summary>
    private static string? WhyBlank(Node<double> maps, double[] weights, Tensor<double> signed)
    {
        if (signed.Span.ToArray().Any(value => value > 0))
        {
            return null;
        }

        if (weights.Length > 0 && weights.All(weight => weight == 0))
        {
            return $"The map is blank because all {weights.Length} channel weights are zero: at this input the score does not change with '{maps.Name}'.";
        }

        if (maps.Value.Span.ToArray().All(value => value == 0))
        {
            return $"The map is blank because '{maps.Name}' is zero everywhere: no feature was found in this input.";
        }

        var mass = signed.Span.ToArray().Sum(value => Math.Max(-value, 0));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The map is blank because the weighted sum of '{maps.Name}' is nowhere positive: "
            + $"everything found speaks against this class (negative mass {mass:G4}); see the signed map.");
    }
}
