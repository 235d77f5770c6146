namespace QXai.Nn.Training;

/// <summary>The description of an interrupted run in the metadata of its file.</summary>
internal sealed record SavedTraining(TrainingOptions Options, TrainingCursor Cursor, SavedData Data);
