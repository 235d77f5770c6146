using QXai.Data.Audio;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Speech;

/// <summary>
/// Makes samples of one split: windows of speech, clean or with a random part of a random noise clip, brought to one level and given a random gain.
/// Noise comes only from the part of a clip that is not padding. Nothing else differs between the classes.
/// </summary>
internal sealed class SpeechMixer
{
    private const int MostTries = 100;
    private readonly SpeechNoiseOptions options;
    private readonly IReadOnlyList<SpeechClip> clips;
    private readonly SoundLibrary speech;
    private readonly List<NoiseClip> noises = [];
    private readonly List<float[]> noiseParts = [];

    public SpeechMixer(IReadOnlyList<SpeechClip> clips, IReadOnlyList<NoiseClip> noises, SpeechNoiseOptions options)
    {
        (this.clips, this.options) = (clips, options);
        var rate = options.Form.SampleRate;
        speech = new SoundLibrary([.. clips.Select(clip => clip.Path)], rate, options.CacheBytes);
        var library = new SoundLibrary([.. noises.Select(noise => noise.Path)], rate, 0);
        for (var i = 0; i < noises.Count; i++)
        {
            var sound = library.Get(i);
            var (start, count) = noises[i] is { Start: { } from, End: { } to }
                ? ((int)Math.Round(from * rate), (int)Math.Round((to - from) * rate))
                : Level.ActivePart(sound, rate / 20);
            var part = sound.AsSpan()[Math.Min(start, sound.Length)..Math.Min(start + count, sound.Length)].ToArray();
            if (part.Length >= options.Form.Samples && Level.Power(part) > 0)
            {
                this.noises.Add(noises[i]);
                noiseParts.Add(part);
            }
        }

        if (this.noises.Count == 0)
        {
            throw new InputException(FormattableString.Invariant(
                $"None of the {noises.Count} noise clips of this split has {options.Form.Seconds:F3} s of sound, which a sample needs."));
        }

        Windows = [.. Enumerable.Range(0, clips.Count).SelectMany(WindowsOf)];
        if (Windows.Count == 0)
        {
            throw new InputException(FormattableString.Invariant(
                $"None of the {clips.Count} recordings of this split has {options.Form.Seconds:F3} s of sound, which a sample needs."));
        }
    }

    /// <summary>
    /// The windows of the recordings, from the beginning to the end of each, neighbours overlapping by at least half; recordings shorter than a
    /// window have none, and silent windows are left out.
    /// </summary>
    public IReadOnlyList<SpeechWindow> Windows { get; }

    public SpeechClip Clip(int index) => clips[index];

    /// <summary>A sample of a window, at the ratio and level of <paramref name="how"/>. Clean and noisy samples use the same draws, so that equal
    /// seeds give equal gains.</summary>
    public SpeechSample Make(SpeechWindow window, bool noisy, SpeechNoiseOptions how, SeededRandom random)
    {
        var part = speech.Get(window.Clip).AsSpan(window.Start, options.Form.Samples);
        var gain = random.NextDouble(-how.Gain, how.Gain);
        var ratio = random.NextDouble(how.LowestRatio, how.HighestRatio);
        var (sound, noise) = noisy ? Mix(part, ratio, random) : (part.ToArray(), null);
        Level.Normalise(sound, how.Level + gain);
        return new SpeechSample(sound, clips[window.Clip], window.Start, noise, noisy ? ratio : null);
    }

    /// <summary>A window of the same recording that begins anywhere.</summary>
    public SpeechWindow Elsewhere(SpeechWindow window, SeededRandom random)
    {
        var sound = speech.Get(window.Clip);
        for (var i = 0; i < MostTries; i++)
        {
            var start = random.NextInt(sound.Length - options.Form.Samples + 1);
            if (Level.Power(sound.AsSpan(start, options.Form.Samples)) > 0)
            {
                return window with { Start = start };
            }
        }

        return window;
    }

    private (float[] Sound, NoiseClip Noise) Mix(ReadOnlySpan<float> part, double ratio, SeededRandom random)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var chosen = random.NextInt(noises.Count);
            var start = random.NextInt(noiseParts[chosen].Length - part.Length + 1);
            var noise = noiseParts[chosen].AsSpan(start, part.Length);
            if (Level.Power(noise) > 0)
            {
                return (NoiseMixer.Mix(part, noise, ratio, random).Samples, noises[chosen]);
            }
        }

        throw new InputException($"No part of the noise that is as long as a sample and not silent was found in {MostTries} draws.");
    }

    private IEnumerable<SpeechWindow> WindowsOf(int clip)
    {
        var (length, size) = (speech.Get(clip).Length, options.Form.Samples);
        if (length < size)
        {
            yield break;
        }

        var steps = (int)Math.Ceiling((length - size) / (0.5 * size));
        for (var i = 0; i <= steps; i++)
        {
            var start = steps == 0 ? 0 : (int)((long)(length - size) * i / steps);
            if (Level.Power(speech.Get(clip).AsSpan(start, size)) > 0)
            {
                yield return new SpeechWindow(clip, start);
            }
        }
    }
}
