using QXai.Autodiff;

namespace QXai.Xai.Methods;

/// <summary>
/// Grad-CAM: maps weighed by the mean gradient of the score, by reverse mode through the whole model, whatever its classifier is.
/// Selvaraju et al., 2017; (Q5) to (Q8).
/// </summary>
public sealed class GradCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "grad-cam";

    /// <inheritdoc/>
    public override string Summary => "weighs a layer's maps by the mean gradient of the score, taken by reverse mode through the whole model";

    /// <inheritdoc/>
    public override string Source => "Selvaraju et al. 2017; QGrad-CAM (5)-(8)";

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        var weights = CamMap.ChannelWeights(maps.Gradient);
        return new(weights, maps);
    }
}
