using QXai.Nn.Modules;
using QXai.Xai.Methods;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>What perturbation metrics watch of a model.</summary>
public static class WatchedScore
{
    /// <summary>The trained model's softmax probability of a class, or its score, for a batch of inputs.</summary>
    public static BatchScore Of(ExplainedModel model, int target, EvaluatedScore watched) => inputs =>
    {
        var scores = model.TrainedScoresOf(inputs);
        return
        [
            .. Enumerable.Range(0, inputs.Shape[0]).Select(i => watched == EvaluatedScore.Score
                ? scores.Slice(i).Span[target]
                : Scores.Probability(scores.Slice(i).Span, target)),
        ];
    };
}
