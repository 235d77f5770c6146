namespace QXai.Data.Speech;

/// <summary>A stretch of a recording: which recording, and its first sample there.</summary>
public readonly record struct SpeechWindow(int Clip, int Start);
