using QXai.Data.Audio.Kernels;
using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// Changes the sample rate by any ratio L / M of whole numbers: y[n] = sum over m of x[m] h(n M / L - m), where h is a windowed sinc
/// (<see cref="KaiserSinc"/>) that stops at half of the lower of the two rates. The L sets of weights ("phases") are computed once where they fit 32
/// MB; each is scaled to sum 1, so that a constant stays one. Linear phase, no delay; beyond its ends the sound is 0.
/// </summary>
public sealed class Resampler
{
    private const int MostTableEntries = 1 << 22;

    private readonly int up;
    private readonly int down;
    private readonly int before;
    private readonly int taps;
    private readonly KaiserSinc filter;
    private readonly double[]? table;

    /// <summary>
    /// Prepares a conversion. <paramref name="passBand"/> is the share of the lower rate's half that passes unchanged, <paramref name="attenuation"/>
    /// the decibels that separate it from what must not pass. Throws <see cref="ArgumentException"/> for rates, shares or decibels that are not
    /// possible.
    /// </summary>
    public Resampler(int fromRate, int toRate, double passBand = 0.95, double attenuation = 100)
    {
        if (fromRate < 1 || toRate < 1 || !(passBand is > 0 and <= 0.999) || !(attenuation is >= 20 and <= 180))
        {
            throw new ArgumentException(
                $"Resampler: from {fromRate} to {toRate} Hz with a pass band of {passBand} and {attenuation} dB is not possible; "
                + "rates must be positive, the band within 0 to 0.999, the attenuation 20 to 180 dB.");
        }

        (FromRate, ToRate) = (fromRate, toRate);
        var divisor = GreatestCommonDivisor(fromRate, toRate);
        (up, down) = (toRate / divisor, fromRate / divisor);
        var nyquist = 0.5 * Math.Min(1, (double)up / down);
        filter = new KaiserSinc(passBand * nyquist, nyquist, attenuation);
        before = (int)Math.Ceiling(filter.HalfWidth);
        taps = (2 * before + FixedOrderDot.Lanes) / FixedOrderDot.Lanes * FixedOrderDot.Lanes;
        if ((long)up * taps > MostTableEntries)
        {
            return;
        }

        table = new double[up * taps];
        for (var phase = 0; phase < up; phase++)
        {
            Weights(phase, table.AsSpan(phase * taps, taps));
        }
    }

    /// <summary>Rate of what goes in, Hz.</summary>
    public int FromRate { get; }

    /// <summary>Rate of what comes out, Hz.</summary>
    public int ToRate { get; }

    /// <summary>
    /// The sound at the new rate, ceil(frames L / M) frames long, channel by channel; the same object where the rates are equal. Throws
    /// <see cref="ArgumentException"/> for sound of another rate.
    /// </summary>
    public Waveform Apply(Waveform sound)
    {
        if (sound.SampleRate != FromRate)
        {
            throw new ArgumentException($"Resampler: prepared for sound at {FromRate} Hz, but it is at {sound.SampleRate} Hz.");
        }

        if (up == down)
        {
            return sound;
        }

        var frames = checked((int)(((long)sound.Frames * up + down - 1) / down));
        var samples = new float[checked(frames * sound.Channels)];
        var padded = new double[before + sound.Frames + taps];
        for (var channel = 0; channel < sound.Channels; channel++)
        {
            for (var n = 0; n < sound.Frames; n++)
            {
                padded[before + n] = sound.Samples[n * sound.Channels + channel];
            }

            Convert(padded, frames, samples.AsSpan(channel), sound.Channels);
        }

        return new Waveform(samples, ToRate, sound.Channels);
    }

    private void Convert(double[] padded, int frames, Span<float> samples, int stride)
    {
        var scratch = table is null ? new double[taps] : [];
        for (var n = 0; n < frames; n++)
        {
            var (whole, phase) = Math.DivRem((long)n * down, up);
            ReadOnlySpan<double> weights = scratch;
            if (table is null)
            {
                Weights((int)phase, scratch);
            }
            else
            {
                weights = table.AsSpan((int)phase * taps, taps);
            }

            samples[n * stride] = (float)FixedOrderDot.Of(weights, padded.AsSpan((int)whole, taps));
        }
    }

    /// <summary>
    /// The weights of the samples from <see cref="before"/> ones before the position's whole part on, for a position whose fraction is phase / L.
    /// </summary>
    private void Weights(int phase, Span<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < taps; i++)
        {
            weights[i] = filter.At((double)phase / up + before - i);
            sum += weights[i];
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
