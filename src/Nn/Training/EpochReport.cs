namespace QXai.Nn.Training;

/// <summary>What an epoch achieved.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Loss">Mean cross-entropy of the training samples, each with the weights of its step, in nats.</param>
/// <param name="Accuracy">Share of the training samples whose highest score was the label's.</param>
/// <param name="ValidationLoss">Mean cross-entropy on the validation source after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation source after the epoch; null without one.</param>
/// <param name="IsBest">Whether it is the best so far: the highest validation accuracy, and the lowest validation loss among equals.</param>
public sealed record EpochReport(int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, bool IsBest);
