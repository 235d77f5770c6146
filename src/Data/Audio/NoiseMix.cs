namespace QXai.Data.Audio;

/// <summary>Speech with noise added, and what was added.</summary>
/// <param name="Samples">y[n] = speech[n] + Gain noise[Start + n].</param>
/// <param name="Start">Where in the noise the part that was added begins.</param>
/// <param name="Gain">What the noise was multiplied with.</param>
public sealed record NoiseMix(float[] Samples, int Start, double Gain);
