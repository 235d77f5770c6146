using QXai.Data.Audio;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Speech;

/// <summary>Writes a tiny corpus: tones that stand for speech, a folder per speaker, and hissing that stands for noise.</summary>
internal static class SpeechFiles
{
    public static (string Speech, string Noise) Write(TemporaryFolder root, int speakers = 4, int recordings = 2, double seconds = 3, int rate = 16000)
    {
        for (var s = 0; s < speakers; s++)
        {
            for (var r = 0; r < recordings; r++)
            {
                var frequency = 200 + 50 * s + 10 * r;
                Save(
                    Path.Combine(root.Root, "speech", $"speaker{s}", $"r{r}.wav"),
                    rate,
                    (int)(seconds * rate),
                    n => 0.1 * Math.Sin(2 * Math.PI * frequency * n / rate));
            }
        }

        for (var i = 0; i < 4; i++)
        {
            var random = new SeededRandom((ulong)i);
            Save(Path.Combine(root.Root, "noise", $"n{i}.wav"), rate, (int)(2.5 * rate), _ => 0.05 * random.NextGaussian());
        }

        return (Path.Combine(root.Root, "speech"), Path.Combine(root.Root, "noise"));
    }

    public static void Save(string path, int rate, int count, Func<int, double> sample)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavWriter.Write(path, new Waveform([.. Enumerable.Range(0, count).Select(n => (float)sample(n))], rate));
    }
}
