using System.Diagnostics;
using QXai.Autodiff;
using QXai.Autodiff.Ops;
using QXai.Nn.Hybrid;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Quantum.Batch;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// Where a hybrid's training step spends its time: microseconds per image of every node's forward pass and pullback, one thread, for the sizes of
/// micro-batch that are given. Node by node the clock is read, which costs about 0.05 us each.
/// </summary>
internal static class StepProfile
{
    private const int Rounds = 400;

    /// <summary>Arguments: sizes of the micro-batch (4 by default); H for the peer's architecture, otherwise the default model; single for a circuit
    /// in single precision.</summary>
    public static void Print(string[] args)
    {
        int[] sizes = args.Where(arg => int.TryParse(arg, out _)).Select(int.Parse).ToArray() is { Length: > 0 } given ? given : [4];
        foreach (var size in sizes)
        {
            var options = args.Contains("H") ? TrainReport.HybridOptions : new HybridOptions();
            var precision = args.Contains("single") ? Precision.Single : Precision.Double;
            Print(new HybridModel<float>(options with { CircuitPrecision = precision }, seed: 1), size);
        }
    }

    private static void Print(Module<float> model, int samples)
    {
        var tape = new Tape<float>(training: true) { Fuses = true };
        var source = new RandomImages(new Shape(1, 28, 28), 10, samples);
        var images = tape.Input(new Tensor<float>(new Shape(samples, 1, 28, 28)));
        for (var i = 0; i < samples; i++)
        {
            source.Read(i, 0, images.Value.Span.Slice(i * 784, 784));
        }

        var loss = model.Apply(images).CrossEntropy(new int[samples]);
        var nodes = tape.Nodes;
        var (forward, backward) = (new double[nodes.Count][], new double[nodes.Count][]);
        for (var i = 0; i < nodes.Count; i++)
        {
            (forward[i], backward[i]) = (new double[Rounds], new double[Rounds]);
        }

        for (var round = -Rounds; round < Rounds; round++)
        {
            // A step of the weights, however small, so that nothing is kept from the round before.
            model.Parameters.First(parameter => parameter.Name.StartsWith("circuit", StringComparison.Ordinal)).Value.Span[0] += 1e-4f;
            for (var i = 0; i < nodes.Count; i++)
            {
                forward[i][Math.Max(round, 0)] = Time(nodes[i].Forward);
            }

            foreach (var node in nodes.Where(node => node.NeedsGradient))
            {
                node.Gradient.Span.Clear();
            }

            loss.Gradient.Span[0] = 1;
            for (var i = nodes.Count - 1; i >= 0; i--)
            {
                backward[i][Math.Max(round, 0)] = nodes[i].NeedsGradient ? Time(nodes[i].Pullback) : 0;
            }
        }

        Console.WriteLine($"micro-batches of {samples}: microseconds per image, 10th percentile     forward   backward");
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is not Leaf<float>)
            {
                Console.WriteLine($"  {nodes[i],-54} {Fast(forward[i]) / samples,9:F2} {Fast(backward[i]) / samples,10:F2}");
            }
        }

        Console.WriteLine($"  {"all",-54} {forward.Sum(Fast) / samples,9:F2} {backward.Sum(Fast) / samples,10:F2}");
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Fast(double[] times) => times.Order().ElementAt(times.Length / 10);
}
