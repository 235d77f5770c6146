using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>
/// Sound as samples: <see cref="Channels"/> values per instant, interleaved, full scale from -1 to 1 (files of floating-point numbers may go beyond),
/// <see cref="SampleRate"/> instants (frames) per second.
/// </summary>
public sealed class Waveform
{
    /// <summary>
    /// Sound over existing samples, which are not copied. Throws <see cref="ShapeException"/> where the rate or the number of channels is not
    /// positive or the samples are no whole number of frames.
    /// </summary>
    public Waveform(float[] samples, int sampleRate, int channels = 1)
    {
        if (sampleRate < 1 || channels < 1 || samples.Length % channels != 0)
        {
            throw new ShapeException($"Waveform: {samples.Length} samples are no sound of {channels} channels at {sampleRate} Hz.");
        }

        (Samples, SampleRate, Channels) = (samples, sampleRate, channels);
    }

    /// <summary>The samples: channel c of frame n stands at n * Channels + c.</summary>
    public float[] Samples { get; }

    /// <summary>Frames per second, Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Samples per frame.</summary>
    public int Channels { get; }

    /// <summary>Number of frames.</summary>
    public int Frames => Samples.Length / Channels;

    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Frames / SampleRate;

    /// <summary>One channel as sound of its own. Throws <see cref="ShapeException"/> where there is no such channel.</summary>
    public Waveform Channel(int channel)
    {
        if ((uint)channel >= (uint)Channels)
        {
            throw new ShapeException($"Waveform: channel {channel} does not exist: the sound has {Channels}.");
        }

        var samples = new float[Frames];
        for (var n = 0; n < samples.Length; n++)
        {
            samples[n] = Samples[n * Channels + channel];
        }

        return new Waveform(samples, SampleRate);
    }

    /// <summary>The mean of all channels; the same object where there is only one.</summary>
    public Waveform ToMono()
    {
        if (Channels == 1)
        {
            return this;
        }

        var samples = new float[Frames];
        for (var n = 0; n < samples.Length; n++)
        {
            var sum = 0.0;
            foreach (var sample in Samples.AsSpan(n * Channels, Channels))
            {
                sum += sample;
            }

            samples[n] = (float)(sum / Channels);
        }

        return new Waveform(samples, SampleRate);
    }

    /// <summary>
    /// A copy of <paramref name="count"/> frames from <paramref name="start"/> on. Throws <see cref="ShapeException"/> where the sound does not have
    /// them.
    /// </summary>
    public Waveform Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > Frames - count)
        {
            throw new ShapeException($"Waveform: {count} frames from frame {start} on were asked for, but the sound has {Frames}.");
        }

        return new Waveform(Samples.AsSpan(start * Channels, count * Channels).ToArray(), SampleRate, Channels);
    }
}
