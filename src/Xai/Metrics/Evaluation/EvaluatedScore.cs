namespace QXai.Xai.Metrics.Evaluation;

/// <summary>What perturbation metrics watch while pixels come and go.</summary>
public enum EvaluatedScore
{
    /// <summary>The softmax probability of the class: between 0 and 1, so that pictures compare.</summary>
    Probability,

    /// <summary>f^l, the score before any softmax, which explanations explain.</summary>
    Score,
}
