namespace QXai.Data.Audio.Timit;

/// <summary>
/// A stretch of a recording, from sample <paramref name="Start"/> to before sample <paramref name="End"/>, in which <paramref name="Label"/> (a
/// phone, a word) is spoken.
/// </summary>
public readonly record struct AlignedSegment(int Start, int End, string Label);
