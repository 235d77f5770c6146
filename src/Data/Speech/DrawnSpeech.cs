using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Speech;

/// <summary>Samples of speech that are drawn anew each time they are read; <c>draw</c> and the index say how.</summary>
internal sealed class DrawnSpeech<T> : IBatchSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SpeechNoise<T> source;
    private readonly SpeechMixer mixer;
    private readonly ThreadLocal<SpectrogramPicture> picture;
    private readonly T[] values;

    public DrawnSpeech(SpeechNoise<T> source, SpeechMixer mixer)
    {
        (this.source, this.mixer) = (source, mixer);
        picture = new ThreadLocal<SpectrogramPicture>(() => new SpectrogramPicture(source.Options.Form));
        values = source.Normalisation.Table<T>(1);
    }

    public int Count => source.Count;

    public Shape SampleShape => source.SampleShape;

    public IReadOnlyList<string> ClassNames => source.ClassNames;

    public int Label(int index) => source.Label(index);

    public void Read(int index, ulong draw, Span<T> destination)
    {
        if (destination.Length != SampleShape.Count)
        {
            throw new ShapeException($"Read: a sample of shape {SampleShape} has {SampleShape.Count} numbers, but the destination has {destination.Length}.");
        }

        var random = new SeededRandom(SeededRandom.Mix(draw, (ulong)index));
        var sample = mixer.Make(mixer.Elsewhere(mixer.Windows[index / 2], random), Label(index) == 1, source.Options, random);
        var pixels = picture.Value!.Draw(sample.Sound);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = values[pixels[i]];
        }
    }
}
