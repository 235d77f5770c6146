using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>
/// Grad-CAM: maps weighed by the mean gradient of the score, by reverse mode through the whole model, whatever its classifier is.
/// Selvaraju et al., 2017; (Q5) to (Q8).
/// </summary>
public sealed class GradCam : IExplainer
{
    /// <inheritdoc/>
    public string Name => "grad-cam";

    /// <inheritdoc/>
    public string Summary => "weighs a layer's maps by the mean gradient of the score, taken by reverse mode through the whole model";

    /// <inheritdoc/>
    public string Needs => "a convolution";

    /// <inheritdoc/>
    public string Promises => "not conservative; not negative after the relu of (8), the signed map is kept; resolution of the layer";

    /// <inheritdoc/>
    public string Source => "Selvaraju et al. 2017; QGrad-CAM (5)-(8)";

    /// <inheritdoc/>
    public Explanation Explain(ExplainedModel model, Tensor<double> input, int target, ExplainOptions? options = null)
    {
        var run = model.Run(input, target);
        var maps = run.Maps(options?.Layer);
        run.DifferentiateScore();
        return CamExplanation.Of(Name, model, input, run, maps, CamMap.ChannelWeights(maps.Gradient));
    }
}
