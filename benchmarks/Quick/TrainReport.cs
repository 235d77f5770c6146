using System.Diagnostics;
using System.Globalization;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// Training steps through the modules, tape and optimiser of the library, batch 64, single precision, images per second: M (1x28x28, 10 classes) and
/// D (3x128x128, 2 classes), both with
/// convolutions of 16, 32 and 64 channels, each 3x3 with rectifier and max-pooling, and a dense layer; H is the hybrid of 10 qubits and 4 blocks
/// behind 16, 32 and 32 channels; S is H with the circuit in single precision, in slots of 16 samples instead of 8.
/// </summary>
internal static class TrainReport
{
    private const int Batch = 64;

    /// <summary>
    /// Arguments: any of M, D, H, S (the first three by default); 1 or 2 threads (both by default); plain: compare with one node per layer; seconds=S per line;
    /// json: one object per line.
    /// </summary>
    public static void Print(string[] args)
    {
        var seconds = double.Parse(args.FirstOrDefault(arg => arg.StartsWith("seconds="))?[8..] ?? "3", CultureInfo.InvariantCulture);
        string[] names = args.Intersect(["M", "D", "H", "S"]).ToArray() is { Length: > 0 } given ? given : ["M", "D", "H"];
        int[] threads = args.Contains("1") == args.Contains("2") ? [1, 2] : args.Contains("1") ? [1] : [2];
        foreach (var name in names)
        {
            foreach (var workers in threads)
            {
                using var pool = new WorkerPool(workers);
                var fused = Steps(name, pool, fuses: true);
                var plain = args.Contains("plain") ? Steps(name, pool, fuses: false) : null;
                var (times, plainTimes) = (new List<double>(), new List<double>());
                for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
                {
                    times.Add(Time(fused));
                    if (plain is not null)
                    {
                        plainTimes.Add(Time(plain));
                    }
                }

                Line(name, workers, times, plainTimes, args.Contains("json"));
            }
        }
    }

    private static void Line(string name, int workers, List<double> times, List<double> plain, bool json)
    {
        var (median, fast) = Rate(times);
        Console.WriteLine(json
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"net\": \"{name}\", \"threads\": {workers}, \"step_ms\": {Batch / median * 1e3:F3}, "
                + $"\"images_per_s\": {median:F0}, \"fastest\": {fast:F0}}}")
            : $"{name}, {workers} thread(s): {median,9:F0} images/s, fastest {fast,9:F0}"
                + (plain.Count == 0
                    ? ""
                    : $"; one node per layer: {Rate(plain).Median,9:F0}, fastest {Rate(plain).Fast,9:F0}, "
                        + $"ratio of the fastest {fast / Rate(plain).Fast:F2}"));
    }

    private static (double Median, double Fast) Rate(List<double> times)
    {
        times.Sort();
        return (Batch / times[times.Count / 2], Batch / times[0]);
    }

    private static double Time(Action step)
    {
        var start = Stopwatch.GetTimestamp();
        step();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One warm training step.</summary>
    public static Action Steps(string name, WorkerPool pool, bool fuses)
    {
        var (model, sample, classes) = name switch
        {
            "M" => (Network(1, 576, 10), new Shape(1, 28, 28), 10),
            "D" => (Network(3, 16384, 2), new Shape(3, 128, 128), 2),
            _ => (Hybrid(name == "S" ? Precision.Single : Precision.Double), new Shape(1, 28, 28), 10),
        };
        var options = new TrainingOptions { BatchSize = Batch };
        var step = new TrainingStep<float>(
            model, new RandomImages(sample, classes, Batch), name == "S" ? options with { Slots = Batch / 16 } : options, pool, fuses);
        var indices = Enumerable.Range(0, Batch).ToArray();
        for (var i = 0; i < (name == "M" ? 60 : 5); i++)
        {
            Run();
        }

        return Run;

        void Run()
        {
            step.Differentiate(indices, 1, 1);
            step.Update(1e-3, 1);
        }
    }

    /// <summary>The architecture of the peer's hybrid (benchmarks/peers/torch_step.py, net H).</summary>
    public static HybridOptions HybridOptions { get; } =
        new() { Channels = [16, 32, 32], PoolAfter = [1, 3], PoolSize = 2, ConvolutionBias = true, InitialScale = 8 };

    private static Module<float> Hybrid(Precision precision) => new HybridModel<float>(HybridOptions with { CircuitPrecision = precision }, seed: 1);

    private static Module<float> Network(int channels, int features, int classes)
    {
        var network = new Sequential<float>(
            "",
            new Conv2d<float>("conv1", channels, 16, 3, padding: 1), Activation<float>.Relu("relu1"), new MaxPool<float>("pool1", 2),
            new Conv2d<float>("conv2", 16, 32, 3, padding: 1), Activation<float>.Relu("relu2"), new MaxPool<float>("pool2", 2),
            new Conv2d<float>("conv3", 32, 64, 3, padding: 1), Activation<float>.Relu("relu3"), new MaxPool<float>("pool3", 2),
            new Flatten<float>("flat"), new Dense<float>("scores", features, classes));
        network.Initialise(new SeededRandom(1));
        return network;
    }
}
