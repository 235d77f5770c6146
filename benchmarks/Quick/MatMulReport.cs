using System.Numerics;
using QXai.Benchmarks.Suite;
using QXai.Numerics.Kernels;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>Matrix products on the shapes that training uses: GFLOP/s and the share of the measured multiply-add peak.</summary>
internal static class MatMulReport
{
    private static readonly (int M, int N, int K, bool TransposeA, bool TransposeB)[] Shapes =
    [
        (64, 64, 64, false, false), (256, 256, 256, false, false), (512, 512, 512, false, false),
        (1024, 1024, 1024, false, false), (2048, 2048, 2048, false, false),
        (512, 512, 512, true, false), (512, 512, 512, false, true),
        (12544, 32, 144, false, false), (3136, 64, 288, false, false), (32, 12544, 144, false, false),
        (50176, 16, 9, false, false), (16, 12544, 9, false, false),
        (64, 10, 576, false, false), (64, 10, 576, false, true), (4, 10, 1568, false, true), (10, 1568, 4, true, false), (4, 1568, 10, false, false),
        (16, 784, 9, false, false), (32, 196, 288, false, false), (1, 1024, 1024, false, false), (1024, 1, 1024, false, false),
    ];

    /// <summary>Arguments: float (default) or double, and the numbers of threads (default 1 and 2).</summary>
    public static void Print(string[] args)
    {
        if (args.Contains("double"))
        {
            Print<double>(args.Contains("256"));
        }
        else
        {
            Print<float>(args.Contains("256"));
        }
    }

    private static void Print<T>(bool narrow)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Console.WriteLine($"{typeof(T).Name,-34} 1 thread: GFLOP/s median   fast  share of peak");
        for (var workers = 1; workers <= Math.Min(2, Environment.ProcessorCount); workers++)
        {
            using var pool = new WorkerPool(workers);
            var peak = narrow ? Peak.SecondsPerFlop<Simd256<T>, T>(pool) : Peak.SecondsPerFlop<Simd512<T>, T>(pool);
            Console.WriteLine($"{workers} thread(s), peak {1e-9 / peak.Median:F0} / {1e-9 / peak.Fast:F0}");
            foreach (var (m, n, k, transposeA, transposeB) in Shapes)
            {
                var (a, b, c) = (Filled.Of<T>(m * k), Filled.Of<T>(k * n), new T[m * n]);
                var timing = Timing.Of(workers == 1
                    ? narrow
                        ? () => MatMul.Multiply<Simd256<T>, T>(m, n, k, a, transposeA, b, transposeB, c, false)
                        : () => MatMul.Multiply<T>(m, n, k, a, transposeA, b, transposeB, c)
                    : () => MatMul.Multiply<T>(m, n, k, a, transposeA, b, transposeB, c, pool));
                var flops = 2.0 * m * n * k;
                Console.WriteLine(
                    $"{$"{m} x {n} x {k}{(transposeA ? ", A^T" : "")}{(transposeB ? ", B^T" : "")}",-34} "
                    + $"{flops / timing.Median * 1e-9,20:F1} {flops / timing.Fast * 1e-9,9:F1} {flops * peak.Fast / timing.Fast,10:P0}");
            }
        }
    }
}
