using System.Numerics;
using QXai.Data.Audio.Timit;
using QXai.Data.Folders;
using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Speech;

/// <summary>
/// The experiment of QGrad-CAM's Figs. 6 and 7: spectrograms of speech, clean (class 0) or with noise in the background (class 1). Sample 2 w is
/// window w clean, sample 2 w + 1 the same window with noise. Split by speaker and by noise recording at once. Pictures are bytes as
/// <see cref="SpectrogramPicture"/> draws them; what is random about a sample depends on the seed and the sample.
/// </summary>
public sealed class SpeechNoise<T> : ImageSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SpeechMixer mixer;
    private readonly SpeechNoiseOptions options;
    private readonly BoundedCache<byte> cache;

    private SpeechNoise(SpeechMixer mixer, SpeechNoiseOptions options, Normalisation normalisation)
        : base(new Shape(1, options.Form.Bands, options.Form.Frames), Math.Min(2 * mixer.Windows.Count, options.Limit), Classes, normalisation)
    {
        (this.mixer, this.options) = (mixer, options);
        cache = new BoundedCache<byte>(Count, options.CacheBytes, index => new SpectrogramPicture(options.Form).Draw(Sample(index).Sound));
    }

    /// <summary>The names of the classes: clean, noisy.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["clean", "noisy"];

    /// <summary>Spectrograms are shifted by 0.5 and divided by 0.25 unless told otherwise.</summary>
    public static Normalisation Spectrograms { get; } = new(0.5, 0.25);

    /// <summary>How samples are made.</summary>
    public SpeechNoiseOptions Options => options;

    /// <summary>
    /// One split of the recordings in <paramref name="folder"/> with the noise in <paramref name="noiseFolder"/>. Throws <see cref="InputException"/>
    /// where there is nothing to read, only one speaker or noise recording, or nothing long enough.
    /// </summary>
    public static SpeechNoise<T> Open(
        string folder, string noiseFolder, DataSplit split, SpeechNoiseOptions? options = null, Normalisation? normalisation = null)
    {
        options ??= new SpeechNoiseOptions();
        var speech = SpeechFolder.Split(
            SpeechFolder.Clips(folder, options.Speaker), clip => clip.Speaker, options.TestShare, SeededRandom.Mix(options.Seed, 1), "speaker");
        var noise = SpeechFolder.Split(
            SpeechFolder.Noises(noiseFolder), clip => clip.Recording, options.TestShare, SeededRandom.Mix(options.Seed, 2), "noise recording");
        var (clips, noises) = split == DataSplit.Train ? (speech.Train, noise.Train) : (speech.Test, noise.Test);
        return new SpeechNoise<T>(new SpeechMixer(clips, noises, options), options, normalisation ?? Spectrograms);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return index % 2;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return cache.Get(index);
    }

    /// <summary>The sound of a sample, and what it was made of.</summary>
    public SpeechSample Sample(int index)
    {
        CheckIndex(index);
        return mixer.Make(mixer.Windows[index / 2], index % 2 == 1, options, new SeededRandom(SeededRandom.Mix(options.Seed, (ulong)index)));
    }

    /// <summary>The same windows with noise at one ratio of speech to noise in decibels.</summary>
    public SpeechNoise<T> AtRatio(double ratio) => new(mixer, options with { LowestRatio = ratio, HighestRatio = ratio }, Normalisation);

    /// <summary>
    /// The stretches of speech in a sample's window after the recording's phone alignment, in samples of the window; null where there is no alignment.
    /// </summary>
    public IReadOnlyList<(int Start, int End)>? SpeechRegions(int index)
    {
        CheckIndex(index);
        var window = mixer.Windows[index / 2];
        return mixer.Clip(window.Clip).Phones is { } path
            ?
            [
                .. Alignment.SpeechRegions(Alignment.Read(path))
                    .Select(region => (Start: Math.Max(0, region.Start - window.Start), End: Math.Min(options.Form.Samples, region.End - window.Start)))
                    .Where(region => region.Start < region.End),
            ]
            : null;
    }

    /// <summary>
    /// The samples for training: in every epoch another stretch of the recording, another noise, another ratio and another gain. As many as here,
    /// with the same labels.
    /// </summary>
    public IBatchSource<T> Drawn() => new DrawnSpeech<T>(this, mixer);
}
