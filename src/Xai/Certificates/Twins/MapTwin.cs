using QXai.Numerics;
using QXai.Reference.Attributions;
using QXai.Reference.DualNumbers;
using QXai.Xai.Evidence;

namespace QXai.Xai.Certificates.Twins;

/// <summary>Methods of the CAM family by their definitions: slopes of a layer's maps by the chain rule written out, or scores of changed maps, the
/// weighted sum, its rectified part, its enlargement.</summary>
internal static class MapTwin
{
    /// <summary>The explanation with the twin's numbers; null for a method that has no twin.</summary>
    public static Explanation? Of(DualNetwork network, Tensor<double> x, Explanation explanation)
    {
        var (cam, target) = (explanation.Cam!, explanation.Target);
        var maps = network.Values(x, cam.Layer);
        double[] Slopes() => new ReverseNetwork(network).Gradient(x, target, cam.Layer);
        TextbookPerturbation Perturbed() => new(network, x, target);
        (double[]? Weights, Tensor<double>? Signed) found = explanation.Method switch
        {
            "grad-cam" or "qgrad-cam" => (network.ChannelWeights(cam.Layer, maps, target), null),
            "grad-cam++" => (TextbookMaps.PlusPlus(maps, Slopes()), null),
            "xgrad-cam" => (TextbookMaps.Proportional(maps, Slopes()), null),
            "hires-cam" => ([], TextbookMaps.Products(maps, Slopes(), rectified: false)),
            "layer-cam" => ([], TextbookMaps.Products(maps, Slopes(), rectified: true)),
            "ablation-cam" => (Perturbed().Ablation(cam.Layer), null),
            "score-cam" => (Perturbed().MaskedScores(cam.Layer), null),
            "cam" when network.Layers[^1] is DenseLayer head => (head.Weight.Slice(target).Span.ToArray(), null),
            _ => (null, null),
        };
        if (found.Weights is not { } weights)
        {
            return null;
        }

        var signed = found.Signed ?? TextbookMaps.Weighted(maps, weights);
        var (map, height, width) = (TextbookMaps.Rectified(signed), x.Shape[^2], x.Shape[^1]);
        return explanation with
        {
            Relevance = TextbookMaps.Enlarged(map, height, width),
            Cam = cam with { ChannelWeights = weights, SignedMap = signed, Map = map, SignedRelevance = TextbookMaps.Enlarged(signed, height, width) },
        };
    }
}
