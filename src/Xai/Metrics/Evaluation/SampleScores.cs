namespace QXai.Xai.Metrics.Evaluation;

/// <summary>
/// What was measured on one sample: <see cref="Values"/>[m][k], metric m of method k or null where it is undefined, and <see cref="Agreement"/>[j][k],
/// the rank correlation of the maps of methods j and k or null where one of them is constant.
/// </summary>
public sealed record SampleScores(double?[][] Values, double?[][] Agreement);
