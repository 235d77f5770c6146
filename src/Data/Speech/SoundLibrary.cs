using System.Collections.Concurrent;
using QXai.Data.Audio;
using QXai.Data.Folders;
using QXai.Numerics;

namespace QXai.Data.Speech;

/// <summary>Decoded sounds of one rate and one channel, in a bounded cache.</summary>
internal sealed class SoundLibrary
{
    private readonly IReadOnlyList<string> paths;
    private readonly int rate;
    private readonly BoundedCache<float> cache;
    private readonly ConcurrentDictionary<int, Resampler> resamplers = new();

    public SoundLibrary(IReadOnlyList<string> paths, int rate, long cacheBytes)
    {
        (this.paths, this.rate) = (paths, rate);
        cache = new BoundedCache<float>(paths.Count, cacheBytes, Decode);
    }

    /// <summary>The samples of a sound.</summary>
    public float[] Get(int index) => cache.Get(index);

    private float[] Decode(int index)
    {
        var sound = AudioReaders.Read(paths[index]).Sound.ToMono();
        if (sound.SampleRate != rate)
        {
            sound = resamplers.GetOrAdd(sound.SampleRate, from => new Resampler(from, rate)).Apply(sound);
        }

        return Array.TrueForAll(sound.Samples, float.IsFinite)
            ? sound.Samples :
             throw new InputException($"{paths[index]}: its samples are not all finite numbers.");
    }
}
