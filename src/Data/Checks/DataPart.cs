namespace QXai.Data.Checks;

/// <summary>A part of a data set: one class of one split, or one speaker.</summary>
/// <param name="Split">The split, or empty.</param>
/// <param name="Name">The class or speaker.</param>
/// <param name="Count">Readable samples.</param>
/// <param name="Sizes">Their sizes in words: smallest, median and largest.</param>
public sealed record DataPart(string Split, string Name, int Count, string Sizes);
