using System.Diagnostics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Kernels.Fused;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// Convolution, rectifier and pooling in one, at the micro-batches of training, one thread: the fastest microseconds per image, of noise whose
/// cotangent is noise.
/// </summary>
internal static class FusedReport
{
    private static readonly (int Batch, int In, int Size, int Out, int Pool)[] Shapes =
    [
        (4, 1, 28, 16, 2), (4, 16, 14, 32, 2), (4, 32, 7, 64, 2), (4, 16, 14, 32, 1), (4, 32, 14, 32, 2), (4, 16, 28, 16, 1),
        (1, 3, 128, 16, 2), (1, 16, 64, 32, 2), (1, 32, 32, 64, 2),
    ];

    public static void Print()
    {
        Console.WriteLine("microseconds per image             forward    (bound)  backward: weights      data, too   (bound, all alive, one of pool x pool)");
        var peak = Peak.SecondsPerFlop<Numerics.Simd.Simd512<float>, float>(new Numerics.Parallel.WorkerPool(1)).Fast;
        foreach (var (batch, inChannels, size, outChannels, pool) in Shapes)
        {
            var g = ConvolutionGeometry.Of(new Shape(batch, inChannels, size, size), new Shape(outChannels, inChannels, 3, 3), 1, 1);
            var fused = new FusedConvolution<float>(g, pool);
            var (x, weight, bias) = (Noise(g.InputLength), Noise(g.WeightLength), Noise(outChannels));
            var (y, dy) = (new float[fused.Shape.OutShape.Count], Noise(fused.Shape.OutShape.Count));
            var (dx, dweight, dbias) = (new float[x.Length], new float[weight.Length], new float[outChannels]);
            var bound = peak * 2 * g.OutputLength * g.PatchLength / batch * 1e6;
            var forward = Fastest(() => fused.Forward(x, weight, bias, y)) / batch;
            var weights = Fastest(() => fused.Backward(dy, [], dweight, dbias)) / batch;
            var all = Fastest(() => fused.Backward(dy, dx, dweight, dbias)) / batch;
            var shape = $"{batch} x {inChannels}->{outChannels} {size}x{size} pool {pool}";
            Console.WriteLine($"{shape,-32} {forward,9:F2} {bound,9:F2} {weights,18:F2} {all,14:F2} {2 * bound / pool / pool,9:F2}");
        }
    }

    private static double Fastest(Action action)
    {
        var best = double.MaxValue;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 0.3;)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    private static float[] Noise(int length)
    {
        var random = new Numerics.Random.SeededRandom(3);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble(-1, 1))];
    }
}
