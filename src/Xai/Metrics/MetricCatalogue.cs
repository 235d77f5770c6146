using QXai.Numerics;
using QXai.Xai.Metrics.Complexity;
using QXai.Xai.Metrics.Faithfulness;
using QXai.Xai.Metrics.Localisation;
using QXai.Xai.Metrics.Randomisation;
using QXai.Xai.Metrics.Robustness;

namespace QXai.Xai.Metrics;

/// <summary>The catalogue of metrics. Adding one: one file in the folder of its category and one line below.</summary>
public static class MetricCatalogue
{
    /// <summary>Every metric.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
    [
        new ConservationGap(),
        new PixelFlipping(), new DeletionArea(), new InsertionArea(), new FaithfulnessCorrelation(), new Infidelity(),
        new EnergyShare(), new PointingGame(), new MassAccuracy(), new RankAccuracy(),
        new Entropy(), new GiniIndex(),
        new MaxSensitivity(),
        new ParameterRandomisation(), new RandomLabels(),
    ];

    /// <summary>The metric of that name; throws <see cref="InputException"/> with the list of names.</summary>
    public static IMetric Find(string name) =>
        All.FirstOrDefault(metric => metric.Name == name)
        ?? throw new InputException($"No metric is called '{name}'; there are: {string.Join(", ", All.Select(metric => metric.Name))}.");
}
