using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// Ablation-CAM (Desai and Ramaswamy, 2020): no gradient. w_k = (f^l - f^l_k) / f^l, the share of the score that is lost where map k is set to zero.
/// For a score of exactly zero the plain loss f^l - f^l_k is taken, and said.
/// </summary>
public sealed class AblationCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "ablation-cam";

    /// <inheritdoc/>
    public override string Summary =>
        "weighs a layer's maps by the share of the score that is lost without each of them; needs no gradient, and one evaluation per map";

    /// <inheritdoc/>
    public override string Source => "Desai and Ramaswamy 2020, (3)";


    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        var (score, area) = (run.Scores[run.Target], maps.Shape[2] * maps.Shape[3]);
        var weights = new double[maps.Shape[1]];
        for (var k = 0; k < weights.Length; k++)
        {
            var ablated = maps.Value.Clone();
            ablated.Span.Slice(k * area, area).Clear();
            weights[k] = (score - run.ScoreWith(maps, ablated)) / (score == 0 ? 1 : score);
        }

        return new(weights, maps)
        {
            Notes = score switch
            {
                0 => ["The score is zero, so that the weights are plain losses of score, not shares of it."],
                < 0 => ["The score is negative, so that maps which lower it have positive weights: the division by the score turns every sign."],
                _ => [],
            },
        };
    }
}
