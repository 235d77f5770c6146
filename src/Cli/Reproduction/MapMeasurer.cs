using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;
using QXai.Xai.Metrics.Faithfulness;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Cli.Reproduction;

/// <summary>Measures the maps of test samples: QGrad-CAM against the classical twin's Grad-CAM, the same architecture with random weights, a centre
/// prior and a random map.</summary>
internal sealed class MapMeasurer
{
    public const string Candidate = "QGrad-CAM";
    public const string TwinName = "Grad-CAM of the classical twin";
    public const string RandomName = "QGrad-CAM, random weights";
    public const string CentreName = "centred Gaussian";
    public const string NoiseName = "random map";

    private readonly Experiment experiment;
    private readonly ReproducedModels models;
    private readonly ExplainedModel randomHead;
    private readonly int faithful;

    /// <summary>Measures for the models of a seed; faithfulness, which is slow, on the first <paramref name="faithful"/> samples only.</summary>
    public MapMeasurer(Experiment experiment, ReproducedModels models, int faithful)
    {
        (this.experiment, this.models, this.faithful) = (experiment, models, faithful);
        randomHead = ExplainedModel.Of(WithRandomCircuit(models.Hybrid, models.Seed));
    }

    /// <summary>The measures of samples, in their order.</summary>
    public SampleMeasures[] Run(IReadOnlyList<int> samples, WorkerPool pool, Action<int> tick, CancellationToken cancellation)
    {
        var results = new SampleMeasures[samples.Count];
        pool.Each(samples.Count, i => results[i] = Measure(samples[i], isFaithful: i < faithful), tick, cancellation);
        return results;
    }

    private static HybridModel<float> WithRandomCircuit(HybridModel<float> trained, ulong seed)
    {
        var copy = new HybridModel<float>(trained.Options);
        copy.CopyStateFrom(trained);
        new HybridModel<float>(trained.Options, seed + 2000).CircuitWeights.Value.Span.CopyTo(copy.CircuitWeights.Value.Span);
        return copy;
    }

    private SampleMeasures Measure(int index, bool isFaithful)
    {
        var (input, label) = (models.Input(index), models.Test.Label(index));
        var own = new QGradCam().Explain(models.Quantum, input, label);
        var twin = models.Twin is null ? null : new GradCam().Explain(models.Twin, input, label);
        var random = new QGradCam().Explain(models.Random, input, label);
        var (height, width) = (input.Shape[1], input.Shape[2]);
        var regions = experiment.Regions(models.Test, index);
        var maps = new Dictionary<string, MapMeasures>
        {
            [Candidate] = Of(own.Relevance, models.Quantum),
            [RandomName] = Of(random.Relevance, models.Quantum),
            [CentreName] = Of(RivalMaps.CenteredGaussian(height, width), models.Quantum),
            [NoiseName] = Of(Noise(height, width, index), models.Quantum),
        };
        if (twin is not null)
        {
            maps[TwinName] = Of(twin.Relevance, models.Twin!);
        }

        return new SampleMeasures(
            index,
            label,
            experiment.Group(models.Test, index),
            maps,
            twin is null ? null : Spearman(own, twin),
            Spearman(own, random),
            Spearman(own, new QGradCam().Explain(randomHead, input, label)),
            own.BlankReason is not null);

        MapMeasures Of(Tensor<double> map, ExplainedModel model)
        {
            var (deletion, insertion) = isFaithful ? Faithfulness(map, model, input, label, index) : (null, null);
            return new MapMeasures(
                [.. regions.Select(region => region.Mask is null ? null : EnergyInside.Ratio(map, region.Mask))],
                [.. regions.Select(region => Hit(map, region.Mask))],
                deletion,
                insertion);
        }
    }

    /// <summary>Whether the largest value lies inside; null for a map without a largest value, or where the region is not known.</summary>
    private static bool? Hit(Tensor<double> map, bool[]? mask)
    {
        var values = map.Span.ToArray();
        var largest = values.Max();
        return mask is null || largest == values.Min() ? null : mask[Array.IndexOf(values, largest)];
    }

    private (double? Deletion, double? Insertion) Faithfulness(Tensor<double> map, ExplainedModel model, Tensor<double> input, int label, int index)
    {
        var values = map.Span.ToArray();
        if (Array.TrueForAll(values, value => value == values[0]))
        {
            return (null, null);
        }

        var subject = new MetricCase(input, map)
        {
            Score = WatchedScore.Of(model, label, EvaluatedScore.Probability),
            Baseline = experiment.Baseline(input),
            Order = PerturbationCurve.Order(values, new SeededRandom(SeededRandom.Mix(models.Seed, (ulong)index))),
        };
        return (new DeletionArea().Evaluate(subject), new InsertionArea().Evaluate(subject));
    }

    private static double? Spearman(Explanation a, Explanation b) => Correlation.Spearman(a.Cam!.SignedMap.Span, b.Cam!.SignedMap.Span);

    private Tensor<double> Noise(int height, int width, int index)
    {
        var random = new SeededRandom(SeededRandom.Mix(models.Seed, ~(ulong)index));
        return Tensor<double>.From(new Shape(height, width), [.. Enumerable.Range(0, height * width).Select(_ => random.NextDouble())]);
    }
}
