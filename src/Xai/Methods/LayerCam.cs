using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// Layer-CAM (Jiang et al., 2021): S_ij = sum_k relu(g^k_ij) A^k_ij with g = d f^l / d A. Made for layers of any depth.
/// </summary>
public sealed class LayerCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "layer-cam";

    /// <inheritdoc/>
    public override string Summary => "multiplies every activation with the positive part of its own gradient; works for early layers too";

    /// <inheritdoc/>
    public override string Source => "Jiang et al. 2021, (6)-(8)";


    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        return new(CamMap.SumOfProducts(maps.Value, maps.Gradient, slope => Math.Max(slope, 0)));
    }
}
