namespace QXai.Data.Checks;

/// <summary>What a data set holds and what is wrong with it.</summary>
/// <param name="Kind">Pictures, speech, noise or MNIST.</param>
/// <param name="Parts">Its parts: a row per split and class.</param>
/// <param name="Facts">What else is worth knowing, one sentence each.</param>
/// <param name="Problems">What is wrong, one sentence each, files by name; empty for a sound data set.</param>
public sealed record DataReport(string Kind, IReadOnlyList<DataPart> Parts, IReadOnlyList<string> Facts, IReadOnlyList<string> Problems);
