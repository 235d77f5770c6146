namespace QXai.Nn.Training;

/// <summary>What must agree between the data of an interrupted run and the data it is resumed with; <paramref name="Values"/> is a fingerprint of
/// samples and labels.</summary>
internal sealed record SavedData(int Samples, string SampleShape, int Classes, string Values);
