namespace QXai.Nn.Training;

/// <summary>Why a training run ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation accuracy did not rise for as many epochs as patience allows.</summary>
    StoppedEarly,

    /// <summary>It was cancelled, and can be resumed from a saved state.</summary>
    Cancelled,
}
