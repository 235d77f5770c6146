using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// HiRes-CAM (Draelos and Carin, 2020): S_ij = sum_k g^k_ij A^k_ij with g = d f^l / d A: every pixel keeps its own gradient. Behind a linear head the
/// signed map adds up to the score less the head's bias.
/// </summary>
public sealed class HiResCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "hires-cam";

    /// <inheritdoc/>
    public override string Summary => "multiplies every activation with its own gradient, so that only what raised the score lights up";

    /// <inheritdoc/>
    public override string Promises =>
        "conservative on the signed map where all behind the layer is linear without a bias; "
        + "not negative after the relu, the signed map is kept; resolution of the layer";

    /// <inheritdoc/>
    public override string Source => "Draelos and Carin 2020, (3)";


    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        return new(CamMap.SumOfProducts(maps.Value, maps.Gradient, slope => slope));
    }
}
