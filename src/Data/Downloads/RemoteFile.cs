namespace QXai.Data.Downloads;

/// <summary>A file of a public data set: its name, its length and the SHA-256 of its bytes (64 hexadecimal digits).</summary>
public sealed record RemoteFile(string Name, long Bytes, string Sha256);
