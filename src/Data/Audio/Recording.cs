namespace QXai.Data.Audio;

/// <summary>A decoded sound file: the sound, how the file stored it, and what was wrong with the file although the sound could be read.</summary>
/// <param name="Sound">The samples.</param>
/// <param name="Encoding">How the file stores a sample.</param>
/// <param name="Bits">Significant bits per sample.</param>
/// <param name="Warnings">Faults that did not prevent reading, such as data cut short. Empty for a sound file.</param>
public sealed record Recording(Waveform Sound, SampleEncoding Encoding, int Bits, IReadOnlyList<string> Warnings);
