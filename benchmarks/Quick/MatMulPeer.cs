using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using QXai.Benchmarks.Suite;
using QXai.Numerics.Kernels;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>QXai and OpenBLAS (through NumPy) in turn on the shapes of training: GFLOP/s, the ratio of the medians, and the share of the measured
/// peak.</summary>
internal static class MatMulPeer
{
    private const double Seconds = 0.04;

    /// <summary>Time for the JIT's tiers to settle, per shape.</summary>
    private const double WarmSeconds = 0.25;

    private static readonly (int M, int N, int K)[] Shapes =
    [
        (64, 64, 64), (256, 256, 256), (512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048),
        (12544, 32, 144), (3136, 64, 288), (32, 12544, 144), (50176, 16, 9), (16, 12544, 9), (64, 10, 576),
    ];

    /// <summary>Arguments: 1 or 2 threads (both by default); rounds=N; double; shape=MxNxK for one shape; alone for QXai without the peer.</summary>
    public static void Print(string[] args)
    {
        if (args.Contains("double"))
        {
            Print<double>(args);
        }
        else
        {
            Print<float>(args);
        }
    }

    private static void Print<T>(string[] args)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] threads = args.Contains("1") == args.Contains("2") ? [1, 2] : args.Contains("1") ? [1] : [2];
        var rounds = int.Parse(args.FirstOrDefault(arg => arg.StartsWith("rounds="))?[7..] ?? "9", System.Globalization.CultureInfo.InvariantCulture);
        var shapes = args.FirstOrDefault(arg => arg.StartsWith("shape="))?[6..].Split('x').Select(int.Parse).ToArray() is [var rows, var columns, var terms]
            ? [(rows, columns, terms)]
            : Shapes;
        foreach (var workers in threads)
        {
            using var pool = new WorkerPool(workers);
            using var peer = args.Contains("alone")
                ? null
                : Peer.Start("numpy_matmul.py", "8 8 8 float32 0", ("OPENBLAS_NUM_THREADS", $"{workers}"), ("OPENBLAS_THREAD_TIMEOUT", "20"));
            var peak = (Vector512.IsHardwareAccelerated ? Peak.SecondsPerFlop<Simd512<T>, T>(pool) : Peak.SecondsPerFlop<Simd256<T>, T>(pool)).Fast;
            Console.WriteLine($"{workers} thread(s), peak {1e-9 / peak:F0} GFLOP/s      QXai median  (fast)   of peak     OpenBLAS (fast)    ratio (fast)");
            foreach (var (m, n, k) in shapes)
            {
                Line<T>(m, n, k, pool, peer, peak, rounds);
            }
        }
    }

    private static void Line<T>(int m, int n, int k, WorkerPool pool, Peer? peer, double peak, int rounds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Filled.Of<T>(m * k), Filled.Of<T>(k * n), new T[m * n]);
        Action action = pool.Workers == 1
            ? () => MatMul.Multiply<T>(m, n, k, a, false, b, false, c)
            : () => MatMul.Multiply<T>(m, n, k, a, false, b, false, c, pool);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < WarmSeconds;)
        {
            action();
        }

        var (ours, theirs) = (new List<(double Median, double Fast)>(), new List<(double Median, double Fast)>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Measure(action));
            if (peer is not null)
            {
                var answer = peer.Ask(FormattableString.Invariant($"{m} {n} {k} {(typeof(T) == typeof(float) ? "float32" : "float64")} {Seconds}"));
                theirs.Add((answer[0], answer[1]));
                var sum = c.Sum(double.CreateChecked);
                if (Math.Abs(sum - answer[2]) > 1e-4 * c.Sum(value => Math.Abs(double.CreateChecked(value))))
                {
                    throw new InvalidOperationException($"The sums of {m} x {n} x {k} differ: {sum} and {answer[2]}.");
                }

                // OpenBLAS's threads spin for a while after their work: for 2^20 ticks as started here, instead of 2^26.
                Thread.Sleep(5);
            }
        }

        var (flops, mine) = (2e-9 * m * n * k, Middle(ours));
        var line = $"{$"{m} x {n} x {k}",-26} {flops / mine.Median,12:F1} {flops / mine.Fast,8:F1} {1e9 * flops * peak / mine.Median,9:P0}";
        var other = theirs.Count > 0 ? Middle(theirs) : default;
        Console.WriteLine(theirs.Count == 0
            ? line + "       absent"
            : line + $" {flops / other.Median,12:F1} {flops / other.Fast,8:F1} {other.Median / mine.Median,8:F2} {other.Fast / mine.Fast,6:F2}");
    }

    private static (double Median, double Fast) Middle(List<(double Median, double Fast)> rounds) =>
        (rounds.Select(round => round.Median).Order().ElementAt(rounds.Count / 2), rounds.Min(round => round.Fast));

    /// <summary>As the peer measures: batches of calls that take half a millisecond.</summary>
    private static (double Median, double Fast) Measure(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        var calls = Math.Max(1, (int)(0.0005 / Stopwatch.GetElapsedTime(start).TotalSeconds));
        var times = new List<double>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < Seconds || times.Count < 3;)
        {
            start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
            {
                action();
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / calls);
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }
}
