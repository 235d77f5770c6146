using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Xai.Metrics;

/// <summary>
/// Compares a method's maps with rivals' on many images with ground truth, by <see cref="EnergyInside"/>. Differences are paired (the same image), so
/// that the images' own difficulty cancels.
/// </summary>
public static class HeatmapStudy
{
    /// <summary>The name of the uniform map, which is added to every study.</summary>
    public const string Uniform = "uniform";

    /// <summary>The name of the centred Gaussian, which is added to every study.</summary>
    public const string Gaussian = "centred Gaussian";

    /// <summary>
    /// The table of <paramref name="candidate"/> against every other method in the samples' maps, a uniform map and a centred Gaussian. Throws <see
    /// cref="ArgumentException"/> where a sample lacks a method's map.
    /// </summary>
    public static StudyTable Run(
        string candidate, IReadOnlyList<StudySample> samples, SeededRandom random, int resamples = 2000, double confidence = 0.95)
    {
        if (samples.Count == 0)
        {
            throw new ArgumentException("HeatmapStudy: there is no sample to study.", nameof(samples));
        }

        string[] methods = [candidate, .. samples[0].Maps.Keys.Where(name => name != candidate), Uniform, Gaussian];
        var ratios = methods.ToDictionary(method => method, method => samples.Select((sample, i) => Ratio(sample, i, method)).ToArray());
        var rows = methods.Select((method, i) => Row(method, candidate, ratios, random.Derive((ulong)i), resamples, confidence));
        return new StudyTable("energy inside the mask / share of the area", candidate, confidence, [.. rows]);
    }

    private static StudyRow Row(
        string method, string candidate, Dictionary<string, double?[]> ratios, SeededRandom random, int resamples, double confidence)
    {
        double[] own = [.. ratios[method].OfType<double>()];
        double[] differences = [.. ratios[candidate].Zip(ratios[method], (a, b) => a - b).OfType<double>()];
        var interval = Bootstrap.Mean(own, random.Derive(0), resamples, confidence);
        var advantage = Bootstrap.Mean(differences, random.Derive(1), resamples, confidence);
        var verdict = method == candidate ? StudyVerdict.Candidate
            : advantage.Low > 0 ? StudyVerdict.Beaten
            : advantage.High < 0 ? StudyVerdict.NotBeaten
            : StudyVerdict.Undecided;
        return new StudyRow(
            method, own.Length, ratios[method].Length - own.Length, Bootstrap.Centre(own), interval, Bootstrap.Centre(differences), advantage, verdict);
    }

    private static double? Ratio(StudySample sample, int index, string method)
    {
        var shape = sample.Maps.Values.First().Shape;
        var map = sample.Maps.GetValueOrDefault(method) ?? method switch
        {
            Uniform => RivalMaps.Uniform(shape[0], shape[1]),
            Gaussian => RivalMaps.CenteredGaussian(shape[0], shape[1]),
            _ => throw new ArgumentException(
                $"HeatmapStudy: sample {index} has no map of '{method}'; it has: {string.Join(", ", sample.Maps.Keys)}."),
        };
        return EnergyInside.Ratio(map, sample.Mask);
    }
}
