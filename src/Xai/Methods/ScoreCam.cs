using QXai.Autodiff;
using QXai.Numerics;

namespace QXai.Xai.Methods;

/// <summary>
/// Score-CAM (Wang et al., 2020): no gradient. The input is multiplied by each map, enlarged to the input's resolution and scaled to [0, 1]; the
/// scores f^l of these K masked inputs, through a softmax over the maps, are the weights (Algorithm 1; the score of the blank baseline cancels
/// there). A constant map masks everything.
/// </summary>
public sealed class ScoreCam : CamExplainer
{
    /// <inheritdoc/>
    public override string Name => "score-cam";

    /// <inheritdoc/>
    public override string Summary => "weighs a layer's maps by the scores of the input masked by each of them; needs no gradient, and one evaluation per map";

    /// <inheritdoc/>
    public override string Source => "Wang et al. 2020, (4)-(6) and Algorithm 1";


    /// <summary>s(A) = (A - min A) / (max A - min A); zeros where A is constant.</summary>
    public static Tensor<double> Scaled(Tensor<double> map)
    {
        double[] values = map.Span.ToArray();
        var (least, range) = (values.Min(), values.Max() - values.Min());
        return Tensor<double>.From(map.Shape, [.. values.Select(value => range > 0 ? (value - least) / range : 0)]);
    }

    private protected override CamWeights Weigh(ModelRun run, Node<double> maps)
    {
        var (input, count) = (run.Input, maps.Shape[1]);
        var plane = input.Shape[^2] * input.Shape[^1];
        var masked = new Tensor<double>(new Shape([count, .. input.Shape.Extents]));
        for (var k = 0; k < count; k++)
        {
            var mask = Scaled(CamMap.Enlarge(maps.Value.Slice(0).Slice(k), input.Shape[^2], input.Shape[^1]));
            var destination = masked.Slice(k).Span;
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = input.Span[i] * mask.Span[i % plane];
            }
        }

        var scores = run.Model.ScoresOf(masked);
        return new(Softmax([.. Enumerable.Range(0, count).Select(k => scores[k, run.Target])]), maps);
    }

    private static double[] Softmax(double[] scores)
    {
        var largest = scores.Max();
        double[] powers = [.. scores.Select(score => Math.Exp(score - largest))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
