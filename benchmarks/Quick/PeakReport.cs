using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>Prints the machine's limits.</summary>
internal static class PeakReport
{
    public static void Print()
    {
        for (var workers = 1; workers <= Environment.ProcessorCount; workers *= 2)
        {
            using var pool = new WorkerPool(workers);
            Console.WriteLine($"{workers} thread(s)                             median      fast");
            Line("multiply-adds, float, 512 bits, GFLOP/s", Peak.SecondsPerFlop<Simd512<float>, float>(pool));
            Line("multiply-adds, float, 256 bits, GFLOP/s", Peak.SecondsPerFlop<Simd256<float>, float>(pool));
            Line("multiply-adds, double, 512 bits, GFLOP/s", Peak.SecondsPerFlop<Simd512<double>, double>(pool));
            Line("multiply-adds, double, 256 bits, GFLOP/s", Peak.SecondsPerFlop<Simd256<double>, double>(pool));
            foreach (var (name, bytes) in ((string, int)[])[("16 KB", 16 << 10), ("512 KB", 512 << 10), ("8 MB", 8 << 20), ("512 MB", 512 << 20)])
            {
                Line($"read and write in place, {name}, GB/s", Peak.SecondsPerByte(pool, bytes));
            }
        }
    }

    private static void Line(string name, Timing perUnit) => Console.WriteLine($"{name,-42} {1e-9 / perUnit.Median,9:F1} {1e-9 / perUnit.Fast,9:F1}");
}
