namespace QXai.Data.Audio;

/// <summary>How loud sound is.</summary>
public static class Level
{
    /// <summary>The mean of the squares of the samples; 0 of none.</summary>
    public static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.IsEmpty ? 0 : sum / samples.Length;
    }

    /// <summary>10 log10(power): decibels relative to full scale; minus infinity for silence.</summary>
    public static double Decibels(ReadOnlySpan<float> samples) => 10 * Math.Log10(Power(samples));

    /// <summary>
    /// Scales the samples in place to a level in decibels relative to full scale (a root mean square of 10^(dB / 20)) and returns the factor. Throws
    /// <see cref="ArgumentException"/> for silence, which no factor makes louder.
    /// </summary>
    public static double Normalise(Span<float> samples, double decibels)
    {
        var power = Power(samples);
        if (power == 0 || !double.IsFinite(decibels))
        {
            throw new ArgumentException($"Level: {samples.Length} samples of power {power} cannot be brought to {decibels} dB.");
        }

        var factor = Math.Pow(10, decibels / 20) / Math.Sqrt(power);
        foreach (ref var sample in samples)
        {
            sample = (float)(factor * sample);
        }

        return factor;
    }

    /// <summary>
    /// The longest stretch that holds no silence, which is a run of at least <paramref name="shortestSilence"/> samples of a magnitude up to
    /// <paramref name="threshold"/>: of a padded recording, the part that was recorded. Count is 0 where all is silence.
    /// </summary>
    public static (int Start, int Count) ActivePart(ReadOnlySpan<float> samples, int shortestSilence, float threshold = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortestSilence);
        var (best, start, quiet) = ((Start: 0, Count: 0), 0, 0);
        for (var i = 0; i <= samples.Length; i++)
        {
            if (i < samples.Length && Math.Abs(samples[i]) <= threshold)
            {
                quiet++;
                continue;
            }

            if (quiet >= shortestSilence || i == samples.Length)
            {
                var count = i - start - (quiet >= shortestSilence ? quiet : 0);
                best = count > best.Count ? (start, count) : best;
                start = i;
            }

            quiet = 0;
        }

        return best;
    }
}
