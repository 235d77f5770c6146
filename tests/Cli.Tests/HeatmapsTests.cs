using System.Text;
using QXai.Nn.SafeTensors;
using QXai.Numerics;

namespace QXai.Cli.Tests;

/// <summary>The heatmaps of a whole data set: the numbers of <c>explain</c>, for any number of threads, interrupted or not.</summary>
public class HeatmapsTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    [Fact]
    public void TheFileHoldsWhatExplainSays()
    {
        using var folder = new TemporaryFolder();
        var path = folder["heat.safetensors"];
        var json = CommandLine.Run(world.Expand($"heatmaps --model {{model}} {{test}} --class label --out {path} --json")).Json();
        Assert.Equal(20, json.GetProperty("samples").GetInt32());
        var file = SafeTensorsFile.Read(path);
        Assert.Equal(["label", "predicted", "relevance", "residual", "scores", "target"], file.Entries.Keys.Order());
        Assert.Equal("qgrad-cam", file.Metadata["method"]);
        Tensor<double> Entry(string name) => file.Entries[name].ToTensor<double>();

        var (relevance, scores, residual) = (Entry("relevance"), Entry("scores"), Entry("residual"));
        foreach (var sample in (int[])[0, 7, 19])
        {
            var label = file.Entries["label"].ToIntegers()[sample];
            Assert.Equal(label, file.Entries["target"].ToIntegers()[sample]);
            var explained = CommandLine.Run(world.Expand($"explain --model {{model}} {{test}} --index {sample} --class {label} --json")).Json();
            Assert.Equal(explained.GetProperty("label").GetInt64(), label);
            Assert.Equal(explained.GetProperty("predicted").GetInt64(), file.Entries["predicted"].ToIntegers()[sample]);
            Assert.Equal(Numbers(explained, "relevance"), relevance.Slice(sample).Span.ToArray());
            Assert.Equal(Numbers(explained, "scores"), scores.Slice(sample).Span.ToArray());
            Assert.Equal(explained.GetProperty("conservationResidual").GetDouble(), residual.Span[sample]);
        }
    }

    [Theory]
    [InlineData("heat.safetensors")]
    [InlineData("heat.npy")]
    public void ThreadsAndInterruptionsDoNotShow(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = Run(folder["1-" + name], "--threads 1");
        Assert.Equal(whole, Run(folder["2-" + name], "--threads 3"));

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var path = folder["3-" + name];
        var interrupted = CommandLine.Run(Command(path, "--threads 1"), cancelled.Token);
        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Output));
        Assert.False(File.Exists(path));
        if (File.Exists(path + ".partial.json"))
        {
            var other = CommandLine.Run(Command(path, "--resume --class 1"));
            Assert.Equal(
                (2, $"{path}.partial.json: the state of another run: class is predicted in the file, but 1 is expected.\n"),
                (other.ExitCode, other.Error));
            Assert.Equal(whole, Run(path, "--resume"));
        }

        Assert.Empty(Directory.GetFiles(folder.Root, "*.partial*"));
    }

    [Fact]
    public void ARunGoesOnWhereItWasStopped()
    {
        using var folder = new TemporaryFolder();
        var whole = Run(folder["whole.npy"], "");
        var path = folder["rest.npy"];
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        CommandLine.Run(Command(path, ""), cancelled.Token);

        // As if the first 12 samples had been finished before: those that stand in the file are kept.
        var half = whole[..(whole.Length - 8 * 64 * 8)];
        File.WriteAllBytes(path + ".partial", half);
        var state = File.ReadAllText(path + ".partial.json").Replace("\"done\": \"0\"", "\"done\": \"12\"", StringComparison.Ordinal);
        File.WriteAllText(path + ".partial.json", state);
        Assert.Equal(whole, Run(path, "--resume"));
    }

    [Fact]
    public void ArraysForNumPyBeginAsTheyShould()
    {
        using var folder = new TemporaryFolder();
        var bytes = Run(folder["heat.npy"], "");
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
        var length = BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (20, 8, 8), }", Encoding.ASCII.GetString(bytes, 10, length).TrimEnd());
        Assert.Equal(10 + length + 20 * 64 * 8, bytes.Length);
    }

    [Fact]
    public void AFolderGetsAPictureOfEachSample()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run(world.Expand($"heatmaps --model {{model}} {{test}} --limit 3 --out {folder["maps"]}"));
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^3 samples explained by qgrad-cam, [0-9]+ per second: .*maps\. Peak resident memory [0-9.]+ [MG]iB\.\n$", result.Output);
        Assert.Equal(["heat-00000.png", "heat-00001.png", "heat-00002.png"], Directory.GetFiles(folder["maps"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("--out x.npy --resume", "--resume: x.npy.partial.json does not exist; there is no interrupted run of x.npy to go on with.\n")]
    [InlineData("--out {model}.npy --class 12", "--class 12: the model has no such class; its classes are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.\n")]
    [InlineData(
        "--out {model}.npy --layer conv9",
        "No layer is called 'conv9'; the model has: conv1, conv1.relu, pool1, conv2, conv2.relu, flat, angles, circuit, scores.\n")]
    public void BadInputIsOneLine(string options, string message)
    {
        var before = world.Files();
        var result = CommandLine.Run(world.Expand($"heatmaps --model {{model}} {{test}} {options}"));
        Assert.Equal((2, "", message), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(before, world.Files());
    }

    private static double[] Numbers(System.Text.Json.JsonElement json, string name) => [.. Flat(json.GetProperty(name))];

    private static IEnumerable<double> Flat(System.Text.Json.JsonElement element) =>
        element.ValueKind == System.Text.Json.JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetDouble()];

    private byte[] Run(string path, string options)
    {
        var result = CommandLine.Run(Command(path, options));
        Assert.True(result.ExitCode == 0, result.Error);
        return File.ReadAllBytes(path);
    }

    private string Command(string path, string options) => world.Expand($"heatmaps --model {{model}} {{test}} --out {path} {options}");
}
