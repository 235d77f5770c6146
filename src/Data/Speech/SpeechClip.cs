namespace QXai.Data.Speech;

/// <summary>A recording of speech.</summary>
/// <param name="Path">The sound file.</param>
/// <param name="Speaker">Who speaks: recordings of one speaker are never in both splits.</param>
/// <param name="Name">What to call it in figures and tables.</param>
/// <param name="Phones">The file of its phone alignment, or null.</param>
public sealed record SpeechClip(string Path, string Speaker, string Name, string? Phones = null);
