using System.Diagnostics;
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Transforms;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum.Batch;

namespace QXai.Nn.Tests.Training;

/// <summary>
/// Counts the bytes that the whole process allocates while a trainer runs. The count is taken in a process of its own, this assembly started as a
/// program: the one that runs the tests allocates several times a second.
/// </summary>
public class AllocationTests
{
    /// <summary>Steps that are counted together.</summary>
    private const int Window = 100;

    private const int Warm = 40;
    private const int Batch = 64;
    private const int MostWindows = 4;

    /// <summary>What the program <see cref="Main"/> is asked to train.</summary>
    public static TheoryData<string> Models => ["convolutions", "hybrid", "hybrid-single"];

    [Theory]
    [MemberData(nameof(Models))]
    public void AHundredWarmStepsFromLoaderToOptimiserAllocateNothing(string model) => Assert.Equal(0, InAnotherProcess(model, "digits"));

    [Fact]
    public void TheCountSeesALoaderThatAllocates() => Assert.InRange(InAnotherProcess("convolutions", "careless"), 24 * Window * Batch, 48 * Window * Batch);

    /// <summary>Prints the count for a model and a loader.</summary>
    internal static void Main(string[] args)
    {
        var digits = new GeneratedDigits<float>(seed: 1, 256, DataSplit.Train);
        var looped = new Subset<float>(digits, [.. Enumerable.Range(0, Batch * (Warm + MostWindows * Window)).Select(i => i % digits.Count)]);
        Console.WriteLine(LeastAllocated(Model(args[0]), args[1] == "careless" ? new Careless(looped) : looped, slots: args[0] == "convolutions" ? 16 : 4));
    }

    private static long InAnotherProcess(string model, string loader)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(AllocationTests).Assembly.Location, model, loader])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(answer);
    }

    /// <summary>
    /// The fewest bytes that a window of steps allocated, on all threads, with moved digits, Adam and two workers. The runtime itself allocates now
    /// and then, while it recompiles hot methods; a step that allocates does so in every window.
    /// </summary>
    private static long LeastAllocated(Module<float> model, IBatchSource<float> source, int slots)
    {
        using var pool = new WorkerPool(2);
        using var stop = new CancellationTokenSource();
        var (least, before) = (long.MaxValue, 0L);
        var options = new TrainingOptions { BatchSize = Batch, Epochs = 1, Slots = slots };
        var trainer = new Trainer<float>(model, new Augmented<float>(source, AugmentOptions.Digits), options, pool)
        {
            Progress = progress =>
            {
                if (progress.Step < Warm || (progress.Step - Warm) % Window != 0)
                {
                    return;
                }

                var now = GC.GetTotalAllocatedBytes(precise: true);
                least = progress.Step > Warm ? Math.Min(least, now - before) : least;
                before = now;
                if (least == 0)
                {
                    stop.Cancel();
                }
            },
        };
        trainer.Run(stop.Token);
        return least;
    }

    private static Module<float> Model(string name)
    {
        if (name != "convolutions")
        {
            return new HybridModel<float>(
                new HybridOptions { CircuitPrecision = name == "hybrid" ? Precision.Double : Precision.Single, Dropout = 0.1 }, seed: 1);
        }

        var network = new Sequential<float>(
            "",
            new Conv2d<float>("conv1", 1, 16, 3, padding: 1), Activation<float>.Relu("relu1"), new MaxPool<float>("pool1", 2),
            new Conv2d<float>("conv2", 16, 32, 3, padding: 1), Activation<float>.Relu("relu2"), new MaxPool<float>("pool2", 2),
            new Conv2d<float>("conv3", 32, 64, 3, padding: 1), Activation<float>.Relu("relu3"), new MaxPool<float>("pool3", 2),
            new Flatten<float>("flat"), new Dense<float>("scores", 576, 10));
        network.Initialise(new SeededRandom(1));
        return network;
    }

    /// <summary>A loader that makes an object for every sample.</summary>
    private sealed class Careless(IBatchSource<float> source) : IBatchSource<float>
    {
        public int Count => source.Count;

        public Shape SampleShape => source.SampleShape;

        public IReadOnlyList<string> ClassNames => source.ClassNames;

        public int Label(int index) => source.Label(index);

        public void Read(int index, ulong draw, Span<float> destination)
        {
            GC.KeepAlive(new object());
            source.Read(index, draw, destination);
        }
    }
}
