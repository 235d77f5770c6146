using QXai.Autodiff;
using QXai.Nn.Circuits;

namespace QXai.Xai.Methods;

/// <summary>
/// QGrad-CAM: Grad-CAM whose gradient is taken apart at the quantum circuit. The circuit's differentiator gives d f^l / d x_q for its inputs x_q; the
/// chain rule through the classical network gives w_k = (1 / (W H)) sum_ij sum_q (d f^l / d x_q)(d x_q / d A^k_ij). Lin et al., 2024; (Q5) to (Q8)
/// with (Q11) to (Q16).
/// </summary>
public sealed class QGradCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "qgrad-cam";

    /// <inheritdoc/>
    public override string Summary =>
        "weighs a layer's maps by the mean gradient of the score, "
        + "which the circuit's differentiator gives at the angles and the chain rule carries to the maps";

    /// <inheritdoc/>
    public override string Needs => "a convolution and, after it, one quantum circuit";

    /// <inheritdoc/>
    public override string Source => "Lin, Tseng, Chen and Yoo 2024; QGrad-CAM (5)-(8), (11)-(16)";

    /// <inheritdoc/>
    protected override string? Missing(ModelRun run) =>
        base.Missing(run) ?? (run.Tape.Nodes.OfType<CircuitOp<double>>().Count() is var circuits and not 1
            ? $"the model has {circuits} circuits, but this method needs exactly one" : null);

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        var weights = CircuitGradient.ChannelWeights(run, maps, CircuitGradient.ByAdjoint(run));
        return new(weights, maps);
    }
}
