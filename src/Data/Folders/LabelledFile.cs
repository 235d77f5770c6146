namespace QXai.Data.Folders;

/// <summary>A file of a data set and its class, as a position in the list of class names.</summary>
public readonly record struct LabelledFile(string Path, int Label);
