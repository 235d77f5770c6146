using System.Diagnostics;
using System.Globalization;
using QXai.Numerics.Parallel;
using QXai.Numerics.Simd;

namespace QXai.Benchmarks.Quick;

/// <summary>
/// What a second thread gains for a training step, and for the bare multiply-add loop, which shares nothing: the limit of the machine. In every round
/// one thread and two run the same work one right after the other, each for some 50 milliseconds after a call that wakes its threads, so that both meet the
/// same machine; what is printed is the median over rounds of the ratio within a round, and its quartiles.
/// </summary>
internal static class ScalingReport
{
    private const double SecondsPerTurn = 0.05;

    /// <summary>Arguments: any of M, D, H, S (all by default); rounds=N.</summary>
    public static void Print(string[] args)
    {
        var rounds = int.Parse(args.FirstOrDefault(arg => arg.StartsWith("rounds="))?[7..] ?? "60", CultureInfo.InvariantCulture);
        string[] names = args.Intersect(["M", "D", "H", "S"]).ToArray() is { Length: > 0 } given ? given : ["M", "D", "H", "S"];
        using WorkerPool one = new(1), two = new(2);
        Console.WriteLine("2 threads against 1, median of the ratios of each round (quartiles)        step                  multiply-adds alone       share");
        foreach (var name in names)
        {
            var (alone, together) = (TrainReport.Steps(name, one, fuses: true), TrainReport.Steps(name, two, fuses: true));
            var (loop, loops) = (Peak.Loop<Simd512<float>, float>(one), Peak.Loop<Simd512<float>, float>(two));
            var (turn, loopTurn) = (CallsPerTurn(alone), CallsPerTurn(loop));
            var (steps, peaks) = (new double[rounds], new double[rounds]);
            for (var round = 0; round < rounds; round++)
            {
                steps[round] = Seconds(alone, turn) / Seconds(together, turn);
                peaks[round] = 2 * Seconds(loop, loopTurn) / Seconds(loops, loopTurn);
            }

            Array.Sort(steps);
            Array.Sort(peaks);
            Console.WriteLine($"{name,-70} {Line(steps)}      {Line(peaks)}      {steps[rounds / 2] / peaks[rounds / 2]:P0}");
        }
    }

    private static string Line(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"{At(sorted, 2):F2} ({At(sorted, 1):F2} to {At(sorted, 3):F2})");

    private static double At(double[] sorted, int quarter) => sorted[Math.Min(sorted.Length - 1, quarter * sorted.Length / 4)];

    private static int CallsPerTurn(Action action) => Math.Max(1, (int)(SecondsPerTurn / Seconds(action, 1)));

    private static double Seconds(Action action, int calls)
    {
        action();
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
