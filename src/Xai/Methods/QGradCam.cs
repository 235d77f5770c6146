using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>
/// QGrad-CAM: Grad-CAM whose gradient is taken apart at the quantum circuit. The circuit's differentiator gives d f^l / d x_q for its inputs x_q; the
/// chain rule through the classical network gives w_k = (1 / (W H)) sum_ij sum_q (d f^l / d x_q)(d x_q / d A^k_ij). Lin et al., 2024; (Q5) to (Q8)
/// with (Q11) to (Q16).
/// </summary>
public sealed class QGradCam : IExplainer
{
    /// <inheritdoc/>
    public string Name => "qgrad-cam";

    /// <inheritdoc/>
    public string Summary =>
        "weighs a layer's maps by the mean gradient of the score, which the circuit's differentiator gives at the angles and the chain rule carries to the maps";

    /// <inheritdoc/>
    public string Needs => "a convolution and, after it, one quantum circuit";

    /// <inheritdoc/>
    public string Promises => "not conservative; not negative after the relu of (8), the signed map is kept; resolution of the layer";

    /// <inheritdoc/>
    public string Source => "Lin, Tseng, Chen and Yoo 2024; QGrad-CAM (5)-(8), (11)-(16)";

    /// <inheritdoc/>
    public Explanation Explain(ExplainedModel model, Tensor<double> input, int target, ExplainOptions? options = null)
    {
        var run = model.Run(input, target);
        var maps = run.Maps(options?.Layer);
        return CamExplanation.Of(Name, model, input, run, maps, CircuitGradient.ChannelWeights(run, maps, CircuitGradient.ByAdjoint(run)));
    }
}
