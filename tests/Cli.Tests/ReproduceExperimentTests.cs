using QXai.Data.Audio;
using QXai.Numerics.Random;

namespace QXai.Cli.Tests;

/// <summary>The experiments of the paper on tiny data: every stage runs, is kept, and is not done twice.</summary>
public sealed class ReproduceExperimentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void MnistTrainsMeasuresDrawsAndIsNotDoneTwice()
    {
        IdxFiles.Write(folder["data/mnist"], side: 28);
        var command = $"reproduce mnist --data {folder["data"]} --out {folder["out"]} --seeds 2 --epochs 1 --maps 3 --faithful 1 --json";
        var first = CommandLine.Run(command).Json();
        Assert.Equal(2, first.GetProperty("seeds").GetArrayLength());
        Assert.Equal(20, first.GetProperty("seeds")[0].GetProperty("testSamples").GetInt32());
        var page = File.ReadAllText(folder["out/results.md"]);
        ReadOnlySpan<string> headings =
            ["## Accuracy", "## Localisation", "## Faithfulness", "## Agreement and sanity", "figures/fig4.png", "MNIST, Y. LeCun and C. Cortes"];
        foreach (var heading in headings)
        {
            Assert.Contains(heading, page, StringComparison.Ordinal);
        }

        var models = Directory.EnumerateFiles(folder["out/models"]).ToDictionary(path => path, File.ReadAllBytes);
        Assert.Equal(4, models.Count);
        var again = CommandLine.Run(command);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("Training", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Measuring", again.Error, StringComparison.Ordinal);
        Assert.All(models, model => Assert.Equal(model.Value, File.ReadAllBytes(model.Key)));
        Assert.Equal(page, File.ReadAllText(folder["out/results.md"]));
    }

    [Fact]
    public void CancellationKeepsTheStateAndTheSameCommandGoesOnToTheSameBits()
    {
        IdxFiles.Write(folder["data/mnist"], side: 28);
        string Command(string name) => $"reproduce mnist --data {folder["data"]} --out {folder[name]} --seeds 1 --epochs 2 --maps 2 --faithful 1";
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(130, CommandLine.Run(Command("one"), cancelled.Token).ExitCode);
        Assert.True(File.Exists(folder["one/models/hybrid-1.safetensors.state.safetensors"]));
        Assert.Equal(0, CommandLine.Run(Command("one")).ExitCode);
        Assert.Equal(0, CommandLine.Run(Command("two")).ExitCode);
        Assert.Equal(File.ReadAllBytes(folder["two/models/hybrid-1.safetensors"]), File.ReadAllBytes(folder["one/models/hybrid-1.safetensors"]));
        Assert.False(File.Exists(folder["one/models/hybrid-1.safetensors.state.safetensors"]));
    }

    [Fact]
    public void SpeechDrawsTheRegionOfSpeechAndWritesSounds()
    {
        for (var i = 0; i < 4; i++)
        {
            var random = new SeededRandom((ulong)i);
            var name = folder[$"data/timit-sample/dr1-f{"abcd"[i]}aa0/sa1.wav"];
            Sound(name, n => n is > 4000 and < 36000 ? 0.1 * Math.Sin(n * (0.1 + 0.02 * i)) : 0.001 * Math.Sin(n));
            File.WriteAllText(Path.ChangeExtension(name, ".phn"), "0 4000 h#\n4000 36000 aa\n36000 40000 h#\n");
            Sound(folder[$"data/helicopter/n{i}.wav"], _ => 0.1 * random.NextGaussian());
        }

        var run = CommandLine.Run($"reproduce timit --data {folder["data"]} --out {folder["out"]} --seeds 1 --epochs 1 --maps 4 --faithful 1");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("## Inside against outside", File.ReadAllText(folder["out/results.md"]), StringComparison.Ordinal);
        foreach (var file in (ReadOnlySpan<string>)["fig6.png", "fig7.png", "snr.png", "noisy.wav", "noisy-kept.wav", "noisy-rest.wav"])
        {
            Assert.True(File.Exists(folder[$"out/figures/{file}"]), file);
        }
    }

    [Theory]
    [InlineData("reproduce mnist --data {root} --out {root}/o", "{root} has no folder mnist, which holds the data of this experiment.")]
    [InlineData("reproduce mnist --data {root} --out {root}/o --seeds 0", "--seeds 0: a number from 1 to 1000000 is needed.")]
    public void IsOneLineAndExitCode2(string arguments, string expected)
    {
        var result = CommandLine.Run(arguments.Replace("{root}", folder.Root, StringComparison.Ordinal));
        Assert.Equal((2, "", expected.Replace("{root}", folder.Root, StringComparison.Ordinal) + "\n"), (result.ExitCode, result.Output, result.Error));
    }

    public void Dispose() => folder.Dispose();

    private static void Sound(string path, Func<int, double> sample)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavWriter.Write(path, new Waveform([.. Enumerable.Range(0, 40000).Select(n => (float)sample(n))], 16000));
    }
}
