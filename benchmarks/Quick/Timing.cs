using System.Diagnostics;

namespace QXai.Benchmarks.Quick;

/// <summary>Seconds per call on a machine that others use too: many short samples, of which the median and the fast end (10th percentile) are kept.</summary>
internal readonly record struct Timing(double Median, double Fast)
{
    /// <summary>Measures for about <paramref name="seconds"/>, after warming up.</summary>
    public static Timing Of(Action action, double seconds = 0.5)
    {
        var clock = Stopwatch.StartNew();
        var warm = 0;
        while (warm < 3 || clock.Elapsed.TotalSeconds < 0.05)
        {
            action();
            warm++;
        }

        var calls = Math.Max(1, (int)(0.0005 * warm / clock.Elapsed.TotalSeconds));
        var samples = new List<double>();
        for (var end = clock.Elapsed.TotalSeconds + seconds; samples.Count < 5 || clock.Elapsed.TotalSeconds < end;)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
            {
                action();
            }

            samples.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / calls);
        }

        samples.Sort();
        return new Timing(samples[samples.Count / 2], samples[samples.Count / 10]);
    }
}
