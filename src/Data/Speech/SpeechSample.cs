namespace QXai.Data.Speech;

/// <summary>A window of speech as it was made: clean, or with noise.</summary>
/// <param name="Sound">The samples at the level of the sample.</param>
/// <param name="Clip">The recording of speech.</param>
/// <param name="Start">Where in it the window begins, in samples.</param>
/// <param name="Noise">The noise that was added; null in a clean sample.</param>
/// <param name="Ratio">Speech to noise in decibels; null in a clean sample.</param>
public sealed record SpeechSample(float[] Sound, SpeechClip Clip, int Start, NoiseClip? Noise, double? Ratio);
