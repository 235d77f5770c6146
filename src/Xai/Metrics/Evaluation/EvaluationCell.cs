namespace QXai.Xai.Metrics.Evaluation;

/// <summary>
/// One metric of one method over all samples: on how many it is defined and not, its mean where it is, a bootstrap interval of that mean; and the mean
/// paired difference from the random map's value, turned so that above zero is better, with its interval (NaN for descriptive metrics).
/// </summary>
public sealed record EvaluationCell(int Defined, int Undefined, double Mean, Interval Interval, double Advantage, Interval AdvantageInterval)
{
    /// <summary>Whether the method beats the random map: the interval of its advantage lies above zero.</summary>
    public bool BeatsRandom => AdvantageInterval.Low > 0;
}
