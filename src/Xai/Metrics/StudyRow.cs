namespace QXai.Xai.Metrics;

/// <summary>
/// One method's line in a study: mean of the metric over the samples where it is defined, with its interval; the number of samples where it is not;
/// and the mean of (candidate - method) over the samples where both are defined, with its interval and what follows from it.
/// </summary>
public sealed record StudyRow(
    string Method, int Defined, int Undefined, double Mean, Interval Interval, double Advantage, Interval AdvantageInterval, StudyVerdict Verdict);
