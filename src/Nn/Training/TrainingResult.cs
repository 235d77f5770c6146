namespace QXai.Nn.Training;

/// <summary>How a training run ended.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Epochs">The finished epochs, those before a resumption included.</param>
/// <param name="KeptEpoch">The epoch whose weights the model holds, counted from 1; null where training was cancelled: it holds those of the last
/// step.</param>
public sealed record TrainingResult(TrainingEnd End, IReadOnlyList<EpochReport> Epochs, int? KeptEpoch);
