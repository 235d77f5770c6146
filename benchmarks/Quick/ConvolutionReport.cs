using System.Numerics;
using QXai.Numerics;
using QXai.Numerics.Kernels;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>Convolutions of the models at the micro-batches of training, one thread: GFLOP/s of the three passes and their share of the measured
/// multiply-add peak.</summary>
internal static class ConvolutionReport
{
    private static readonly (int Batch, int In, int Size, int Out, int Kernel, int Stride, int Padding)[] Shapes =
    [
        (4, 1, 28, 16, 3, 1, 1), (4, 16, 14, 32, 3, 1, 1), (4, 32, 14, 32, 3, 1, 1), (4, 32, 7, 64, 3, 1, 1),
        (1, 3, 128, 16, 3, 1, 1), (1, 16, 64, 32, 3, 1, 1), (1, 32, 32, 64, 3, 1, 1),
        (4, 16, 28, 32, 5, 2, 2), (4, 64, 14, 64, 1, 1, 0), (1, 3, 112, 64, 7, 2, 3), (4, 5, 17, 33, 3, 1, 1),
    ];

    /// <summary>Arguments: float (default) or double; 256 for 256-bit vectors.</summary>
    public static void Print(string[] args)
    {
        var narrow = args.Contains("256");
        if (args.Contains("double"))
        {
            Print<double>(narrow);
        }
        else
        {
            Print<float>(narrow);
        }
    }

    private static void Print<T>(bool narrow)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var pool = new WorkerPool(1);
        var peak = narrow ? Peak.SecondsPerFlop<Simd256<T>, T>(pool) : Peak.SecondsPerFlop<Simd512<T>, T>(pool);
        Console.WriteLine(
            $"{typeof(T).Name}, peak {1e-9 / peak.Fast:F0} GFLOP/s     forward            to data          to weights"
            + "   (GFLOP/s at the fast end, share of peak)");
        foreach (var (batch, inChannels, size, outChannels, kernel, stride, padding) in Shapes)
        {
            var g = ConvolutionGeometry.Of(new Shape(batch, inChannels, size, size), new Shape(outChannels, inChannels, kernel, kernel), stride, padding);
            var (x, weight, bias, y) = (Filled<T>(g.InputLength), Filled<T>(g.WeightLength), Filled<T>(outChannels), Filled<T>(g.OutputLength));
            var (dx, dweight, workspace) = (new T[g.InputLength], new T[g.WeightLength], new T[Convolution.WorkspaceLength<T>(g)]);
            var flops = 2.0 * g.OutputLength * g.PatchLength;
            Timing[] timings = narrow
                ?
                [
                    Timing.Of(() => Convolution.Forward<Simd256<T>, T>(g, x, weight, bias, y, workspace)),
                    Timing.Of(() => Convolution.BackwardData<Simd256<T>, T>(g, y, weight, dx, workspace)),
                    Timing.Of(() => Convolution.BackwardWeights<Simd256<T>, T>(g, x, y, dweight, bias, workspace)),
                ]
                :
                [
                    Timing.Of(() => Convolution.Forward<T>(g, x, weight, bias, y, workspace)),
                    Timing.Of(() => Convolution.BackwardData<T>(g, y, weight, dx, workspace)),
                    Timing.Of(() => Convolution.BackwardWeights<T>(g, x, y, dweight, bias, workspace)),
                ];
            var name = $"{batch} x {inChannels}->{outChannels} {size}x{size} k{kernel} s{stride} p{padding}";
            Console.WriteLine($"{name,-30}{string.Concat(timings.Select(t => $"{flops / t.Fast * 1e-9,9:F1} {flops * peak.Fast / t.Fast,5:P0}  "))}");
        }
    }

    private static T[] Filled<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = T.CreateTruncating(((i * 37L) % 101 - 50) / 500.0);
        }

        return values;
    }
}
