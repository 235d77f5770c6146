using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// Grad-CAM++ (Chattopadhay et al., 2018): w_k = sum_ij alpha^k_ij relu(g^k_ij) with g = d f^l / d A and, for a score behind an exponential (their (19)),
/// alpha^k_ij = g^2 / (2 g^2 + g^3 sum_ab A^k_ab). The sum over pixels is the paper's; some libraries take the mean. The exponential's own factor,
/// one positive number for the whole map, is left out.
/// </summary>
public sealed class GradCamPlusPlus : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "grad-cam++";

    /// <inheritdoc/>
    public override string Summary =>
        "weighs every pixel of a map by how much of the score its positive gradient explains, so that several occurrences of a feature all count";

    /// <inheritdoc/>
    public override string Source => "Chattopadhay et al. 2018, (11) and (19)";


    /// <summary>w_k, for activations and gradients of shape [1, K, H, W]. Where the denominator of alpha is zero it counts as one, as in the authors'
    /// code.</summary>
    public static double[] ChannelWeights(Tensor<double> activations, Tensor<double> gradient)
    {
        var (maps, area) = (gradient.Shape[1], gradient.Shape[2] * gradient.Shape[3]);
        var weights = new double[maps];
        for (var k = 0; k < maps; k++)
        {
            ReadOnlySpan<double> a = activations.Span.Slice(k * area, area), g = gradient.Span.Slice(k * area, area);
            var total = 0.0;
            foreach (var activation in a)
            {
                total += activation;
            }

            foreach (var slope in g)
            {
                var denominator = (2 * slope * slope) + (total * slope * slope * slope);
                var alpha = slope * slope / (denominator == 0 ? 1 : denominator);
                weights[k] += alpha * Math.Max(slope, 0);
            }
        }

        return weights;
    }

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        run.DifferentiateScore();
        return new(ChannelWeights(maps.Value, maps.Gradient), maps);
    }
}
