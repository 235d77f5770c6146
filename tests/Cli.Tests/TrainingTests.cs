using QXai.Tests;

namespace QXai.Cli.Tests;

/// <summary>Equal commands give equal files, bit for bit: with any number of threads, and whether or not they were interrupted.</summary>
public class TrainingTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    private const string Options = "--epochs 60 --batch 8 --seed 5 --augment --validation 0.2";

    [Fact]
    public void ThreadsAndInterruptionsDoNotShowInTheModel()
    {
        using var folder = new TemporaryFolder();
        var one = Train(folder, "one", "--threads 1");
        Assert.Equal(one, Train(folder, "two", "--threads 2"));

        using var cancellation = new CancellationTokenSource();
        var state = folder["three.state.safetensors"];
        var watcher = new Thread(() =>
        {
            SpinWait.SpinUntil(() => File.Exists(state), TimeSpan.FromMinutes(1));
            cancellation.Cancel();
        });
        watcher.Start();
        var interrupted = CommandLine.Run(Command(folder, "three", "--threads 2"), cancellation.Token);
        watcher.Join();
        Assert.Equal((130, ""), (interrupted.ExitCode, interrupted.Output));
        Assert.EndsWith($"Cancelled; the state is in {state}: the same command with --resume goes on.\n", interrupted.Error);
        Assert.False(File.Exists(folder["three"]));

        var other = CommandLine.Run(Command(folder, "three", "--resume --lr 0.1"));
        Assert.Equal(
            (2, "", $"{state}: a training state with other options: learningRate is 0.004 in the file, but 0.1 is expected.\n"),
            (other.ExitCode, other.Output, other.Error));
        var plain = CommandLine.Run(Command(folder, "three", "--resume").Replace("--augment", ""));
        Assert.StartsWith($"{state}: a training state with other data: values is ", plain.Error);

        Assert.Equal(one, Train(folder, "three", "--threads 1 --resume"));
        Assert.Equal(["one", "three", "two"], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order());
    }

    [SkippableFact]
    public void LearnsTheFirstPicturesOfMnistAndExplainsOne()
    {
        var data = Path.GetDirectoryName(SharedData.Require("mnist/train-images-idx3-ubyte.gz"))!;
        using var folder = new TemporaryFolder();
        var trained = CommandLine.Run($"train --dataset mnist --data {data} --limit 2000 --epochs 1 --batch 32 --channels 4,4,8 --out {folder["m"]} --json")
            .Json();
        Assert.True(trained.GetProperty("testAccuracy").GetDouble() > 0.3, trained.ToString());
        var explained = CommandLine.Run($"explain --model {folder["m"]} --dataset mnist --data {data} --index 17 --class 7 --out {folder["h.png"]}");
        Assert.Equal((0, ""), (explained.ExitCode, explained.Error));
        Assert.Contains("sample 17: predicted ", explained.Output);
        Assert.True(new FileInfo(folder["h.png"]).Length > 1000);
    }

    private static byte[] Train(TemporaryFolder folder, string name, string options, string data)
    {
        var result = CommandLine.Run(Command(folder, name, options, data));
        Assert.True(result.ExitCode == 0, result.Error);
        return File.ReadAllBytes(folder[name]);
    }

    private static string Command(TemporaryFolder folder, string name, string options, string data) =>
        $"train --dataset mnist --data {data} {TinyWorld.Architecture} {Options} {options} --out {folder[name]}";

    private byte[] Train(TemporaryFolder folder, string name, string options) => Train(folder, name, options, world.Data);

    private string Command(TemporaryFolder folder, string name, string options) => Command(folder, name, options, world.Data);
}
