using QXai.Data.Audio;
using QXai.Data.Png;
using QXai.Numerics.Imaging;
using QXai.Numerics.Random;

namespace QXai.Cli.Tests;

/// <summary>The verbs on folders of pictures and of sound.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void TrainsAndExplainsPictures()
    {
        foreach (var (name, level) in (ReadOnlySpan<(string, int)>)[("bright", 180), ("dark", 20)])
        {
            for (var i = 0; i < 10; i++)
            {
                Picture(folder[$"data/{name}/{i}.png"], level + i);
            }
        }

        var tiny = "--channels 2 --pool-after 1 --pool-size 2 --bridge-pool 2 --qubits 2 --blocks 1 --epochs 2";
        var trained = CommandLine.Run($"train --dataset images --data {folder["data"]} --size 8 --augment {tiny} --out {folder["m.safetensors"]} --json")
            .Json();
        Assert.Equal(4, trained.GetProperty("testSamples").GetInt32());
        var explained = CommandLine.Run(
            $"explain --model {folder["m.safetensors"]} --input {folder["data/dark/0.png"]} --class bright --out {folder["heat.png"]} --json").Json();
        Assert.Equal("0.png", explained.GetProperty("input").GetString());
        Assert.True(File.Exists(folder["heat.png"]));
        Assert.Equal(0, CommandLine.Run($"evaluate --model {folder["m.safetensors"]} --dataset images --data {folder["data"]} --size 8").ExitCode);
    }

    [Fact]
    public void TrainsAndExplainsSpeech()
    {
        for (var i = 0; i < 4; i++)
        {
            var random = new SeededRandom((ulong)i);
            Sound(folder[$"speech/s{i}/a.wav"], n => 0.1 * Math.Sin(n * (0.1 + 0.02 * i)));
            Sound(folder[$"noise/n{i}.wav"], _ => 0.1 * random.NextGaussian());
        }

        var data = $"--dataset speech --data {folder["speech"]} --noise {folder["noise"]}";
        var tiny = "--channels 2 --pool-after 1 --pool-size 8 --bridge-pool 2 --qubits 2 --blocks 1 --epochs 1";
        var trained = CommandLine.Run($"train {data} {tiny} --out {folder["m.safetensors"]} --json").Json();
        Assert.Equal(4, trained.GetProperty("testSamples").GetInt32());
        var explained = CommandLine.Run($"explain --model {folder["m.safetensors"]} --input {folder["speech/s0/a.wav"]} --at 0.1 --json").Json();
        Assert.Equal(128 * 128, explained.GetProperty("relevance").EnumerateArray().Sum(row => row.GetArrayLength()));
        Assert.Equal(
            (2, "", $"--at 2: {folder["speech/s0/a.wav"]} lasts 2.500 s, and 2.064 s of it are explained; --at must be between 0 and 0.436.\n"),
            Result($"explain --model {folder["m.safetensors"]} --input {folder["speech/s0/a.wav"]} --at 2"));
        Assert.Equal(
            (2, "", "--augment would have no effect: speech is mixed with other noise in every epoch anyway.\n"),
            Result($"train {data} {tiny} --augment --out {folder["n.safetensors"]}"));
    }

    [Fact]
    public void CheckTellsWhatIsWrongAndFailsThen()
    {
        Picture(folder["data/a/0.png"], 1);
        Picture(folder["data/a/1.png"], 2);
        Picture(folder["data/b/0.png"], 3);
        Picture(folder["data/b/1.png"], 4);
        Assert.EndsWith("Nothing is wrong.\n", CommandLine.Run($"data check {folder["data"]}").Output, StringComparison.Ordinal);
        File.WriteAllText(folder["data/b/2.png"], "?");
        var (code, output, _) = Result($"data check {folder["data"]}");
        Assert.Equal(1, code);
        Assert.Contains("1 problem:", output, StringComparison.Ordinal);
        Assert.Contains("data/b/2.png is no picture of a known format", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data fetch cifar --out {root}", "data fetch cifar: there is no such data set; 'mnist' can be fetched.")]
    [InlineData(
        "data fetch mnist --out {root} --mirror ftp://x/",
        "--mirror ftp://x/: an address that begins with http:// or https:// and ends with a slash is needed.")]
    [InlineData("train --dataset speech --data {root} --out {root}/m", "--dataset speech needs --noise FOLDER, the folder of its background noise.")]
    [InlineData("train --dataset images --out {root}/m", "--dataset images needs --data FOLDER, the folder of its classes.")]
    [InlineData("train --dataset images --data {root} --size 0 --out {root}/m", "--size 0: a number from 1 to 4096 is needed.")]
    [InlineData("train --dataset images --data {root} --noise {root} --out {root}/m", "--noise would have no effect: it is for --dataset speech.")]
    [InlineData(
        "train --dataset speech --data {root} --noise {root} --snr 5,1 --out {root}/m",
        "--snr 5,1: one number of decibels, or two in ascending order, are needed.")]
    public void IsOneLineAndExitCode2(string arguments, string expected) =>
        Assert.Equal((2, "", expected + "\n"), Result(arguments.Replace("{root}", folder.Root, StringComparison.Ordinal)));

    public void Dispose() => folder.Dispose();

    private static (int, string, string) Result(string arguments)
    {
        var result = CommandLine.Run(arguments);
        return (result.ExitCode, result.Output, result.Error);
    }

    private static void Picture(string path, int level)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var image = new RgbImage(12, 9);
        Array.Fill(image.Pixels, (byte)level);
        PngWriter.Write(path, image);
    }

    private static void Sound(string path, Func<int, double> sample)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavWriter.Write(path, new Waveform([.. Enumerable.Range(0, 40000).Select(n => (float)sample(n))], 16000));
    }
}
