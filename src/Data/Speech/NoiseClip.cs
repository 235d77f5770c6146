namespace QXai.Data.Speech;

/// <summary>A clip of background noise.</summary>
/// <param name="Path">The sound file.</param>
/// <param name="Recording">The field recording it is a part of: clips of one recording are never in both splits.</param>
/// <param name="Start">Seconds from which on it is not padding, or null to look for it.</param>
/// <param name="End">Seconds at which the padding begins again, or null.</param>
public sealed record NoiseClip(string Path, string Recording, double? Start = null, double? End = null);
