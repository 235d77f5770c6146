using QXai.Autodiff;
using QXai.Numerics;
using QXai.Xai.Evidence;

namespace QXai.Xai.Methods;

/// <summary>What the CAM methods have in common once they have their weights: the maps, and what is said about them.</summary>
internal static class CamExplanation
{
    public static Explanation Of(string method, ExplainedModel model, Tensor<double> input, ModelRun run, Node<double> maps, double[] weights)
    {
        var signed = CamMap.Signed(maps.Value, weights);
        var map = CamMap.Rectified(signed);
        var (height, width) = (input.Shape[^2], input.Shape[^1]);
        return new Explanation
        {
            Method = method,
            Layer = maps.Name ?? maps.ToString(),
            Target = run.Target,
            Scores = run.Scores,
            ChannelWeights = weights,
            SignedMap = signed,
            Map = map,
            Relevance = CamMap.Enlarge(map, height, width),
            SignedRelevance = CamMap.Enlarge(signed, height, width),
            ModelFingerprint = model.Fingerprint,
            InputFingerprint = InputFingerprint.Of(input),
            TrainedScore = model.TrainedScores(input)[run.Target],
            BlankReason = WhyBlank(maps, weights, signed),
        };
    }

    /// <summary>Null where the rectified map shows anything; else the first of three reasons that holds.</summary>
    private static string? WhyBlank(Node<double> maps, double[] weights, Tensor<double> signed)
    {
        if (signed.Span.ToArray().Any(value => value > 0))
        {
            return null;
        }

        if (weights.All(weight => weight == 0))
        {
            return $"The map is blank because all {weights.Length} channel weights are zero: at this input the score does not change with '{maps.Name}'.";
        }

        if (maps.Value.Span.ToArray().All(value => value == 0))
        {
            return $"The map is blank because '{maps.Name}' is zero everywhere: no feature was found in this input.";
        }

        var mass = signed.Span.ToArray().Sum(value => Math.Max(-value, 0));
        return FormattableString.Invariant(
            $"The map is blank because the weighted sum of '{maps.Name}' is nowhere positive: everything found speaks against this class (negative mass {mass:G4}); see the signed map.");
    }
}
