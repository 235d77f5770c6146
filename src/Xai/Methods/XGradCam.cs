using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// XGrad-CAM (Fu et al., 2020): w_k = sum_ij (A^k_ij / sum_ab A^k_ab) g^k_ij with g = d f^l / d A; zero for a map that adds up to zero.
/// </summary>
public sealed class XGradCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "xgrad-cam";

    /// <inheritdoc/>
    public override string Summary => "weighs a layer's maps by their gradients averaged in proportion to the activations";

    /// <inheritdoc/>
    public override string Source => "Fu et al. 2020, (6)-(8)";


    /// <summary>w_k, for activations and gradients of shape [1, K, H, W].</summary>
    public static double[] ChannelWeights(Tensor<double> activations, Tensor<double> gradient)
    {
        var (maps, area) = (gradient.Shape[1], gradient.Shape[2] * gradient.Shape[3]);
        var weights = new double[maps];
        for (var k = 0; k < maps; k++)
        {
            var (sum, products) = (0.0, 0.0);
            for (var i = k * area; i < (k + 1) * area; i++)
            {
                (sum, products) = (sum + activations.Span[i], products + (activations.Span[i] * gradient.Span[i]));
            }

            weights[k] = sum == 0 ? 0 : products / sum;
        }

        return weights;
    }

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        return new(ChannelWeights(maps.Value, maps.Gradient), maps);
    }
}
