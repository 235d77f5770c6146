using QXai.Numerics.Random;

namespace QXai.Data.Audio;

/// <summary>Adds noise to speech at a chosen ratio of their powers.</summary>
public static class NoiseMixer
{
    /// <summary>
    /// Adds a randomly placed part of <paramref name="noise"/>, as long as the speech, with the gain g at which 10 log10(P_speech / (g^2 P_noise)) is
    /// <paramref name="ratioDecibels"/>; powers are means over all samples of the speech and of that part. Throws <see cref="ArgumentException"/>
    /// where the noise is shorter than the speech, where either is silent (no ratio exists), or where the ratio is no finite number.
    /// </summary>
    public static NoiseMix Mix(ReadOnlySpan<float> speech, ReadOnlySpan<float> noise, double ratioDecibels, SeededRandom random)
    {
        if (noise.Length < speech.Length || speech.IsEmpty)
        {
            throw new ArgumentException($"NoiseMixer: {speech.Length} samples of speech need as many of noise, but there are {noise.Length}.");
        }

        var start = random.NextInt(noise.Length - speech.Length + 1);
        var part = noise.Slice(start, speech.Length);
        var (speechPower, noisePower) = (Level.Power(speech), Level.Power(part));
        var gain = Math.Sqrt(speechPower / noisePower) * Math.Pow(10, -ratioDecibels / 20);
        if (speechPower == 0 || noisePower == 0 || !double.IsFinite(gain))
        {
            throw new ArgumentException(
                $"NoiseMixer: speech of power {speechPower} and noise of power {noisePower} (from sample {start} on) have no ratio of {ratioDecibels} dB.");
        }

        var samples = new float[speech.Length];
        for (var n = 0; n < samples.Length; n++)
        {
            samples[n] = (float)(speech[n] + gain * part[n]);
        }

        return new NoiseMix(samples, start, gain);
    }
}
