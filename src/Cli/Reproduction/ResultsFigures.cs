using QXai.Data.Png;
using QXai.Xai.Rendering;

namespace QXai.Cli.Reproduction;

/// <summary>Figures of the numbers of all seeds: accuracy against the ratio of speech to noise, where the experiment has it.</summary>
internal static class ResultsFigures
{
    private const string Prefix = "accuracy at ";

    public static IEnumerable<(string File, string Caption)> Write(Experiment experiment, IReadOnlyList<SeedResult> results, string folder)
    {
        string[] names = [.. results[0].Extras.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        if (names.Length == 0)
        {
            yield break;
        }

        var points = names.Select(name => (Ratio(name), 100 * results.Average(result => result.Extras[name]))).ToArray();
        var plot = Plot.Lines(
            [("mean of the seeds", new Rgb(31, 98, 180), points)],
            new Axis("speech to noise (dB)", points.Min(p => p.Item1) - 1, points.Max(p => p.Item1) + 1),
            new Axis("test accuracy (%)", 45, 102),
            560,
            320,
            1.75);
        PngWriter.Write(
            Path.Combine(folder, "snr.png"),
            Figure.Compose([[new Panel(plot)]], new FigureOptions { Title = $"{experiment.Title}: accuracy against noise" }));
        yield return ("snr.png", "Accuracy (clean and noisy test samples together) against the ratio of speech to noise; training saw 0 to 10 dB.");
    }

    /// <summary>The decibels in a name such as "accuracy at 5 dB".</summary>
    public static double Ratio(string name) => double.Parse(name[Prefix.Length..^" dB".Length], System.Globalization.CultureInfo.InvariantCulture);
}
