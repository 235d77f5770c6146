namespace QXai.Nn.Training;

/// <summary>Where a training run stands after a step.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Step">Steps done since the beginning.</param>
/// <param name="SamplesDone">Samples seen in this epoch.</param>
/// <param name="Samples">Samples of an epoch.</param>
/// <param name="Loss">Mean cross-entropy of this epoch's samples so far, each with the weights of its step, in nats.</param>
/// <param name="Accuracy">Share of this epoch's samples so far whose highest score was the label's.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="GradientNorm">The norm of the step's gradient over all weights, before clipping.</param>
/// <param name="ImagesPerSecond">Samples per second since this run began or was resumed.</param>
/// <param name="Left">The time that the remaining epochs will take at this pace.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    long Step,
    int SamplesDone,
    int Samples,
    double Loss,
    double Accuracy,
    double LearningRate,
    double GradientNorm,
    double ImagesPerSecond,
    TimeSpan Left);
