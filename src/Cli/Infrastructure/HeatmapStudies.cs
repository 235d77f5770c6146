using QXai.Cli.Infrastructure.Evaluations;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// Measures heatmaps on pictures whose strokes are known (generated digits: by construction; other pictures: pixels above half): energy inside the
/// strokes divided by the share of the area, against the same method on randomised weights, the map before the rectifier, a uniform map and a centred
/// Gaussian; and how far a map changes with the class and with the weights.
/// </summary>
internal static class HeatmapStudies
{
    public static (StudyTable Table, double ClassCorrelation, double WeightCorrelation, int Blank) Run(
        HybridModel<float> model,
        ImageSource<float> source,
        IExplainer explainer,
        string? layer,
        int count,
        ulong seed,
        WorkerPool pool,
        CancellationToken cancellation,
        Action<int> tick)
    {
        var normalisation = new Normalisation(model.Options.Mean.AsSpan(), model.Options.StandardDeviation.AsSpan());
        var (trained, random) = (ExplainedModel.Of(model), ExplainedModel.Of(new HybridModel<float>(model.Options, SeededRandom.Mix(seed, 0xA11))));
        layer ??= explainer.Uses.Contains(ExplainOption.Layer) ? model.Convolutions[^1] + ".relu" : null;
        var before = layer is not null && layer.EndsWith(".relu", StringComparison.Ordinal) ? layer[..^".relu".Length] : null;
        var samples = new StudySample[count];
        var (classCorrelation, weightCorrelation) = (new double?[count], new double?[count]);
        var blank = 0;
        pool.Each(
            count,
            i =>
            {
                var input = new Tensor<double>(source.SampleShape);
                ExplainInput.ReadSample(source, i, normalisation, input.Span);
                var (label, other) = (source.Label(i), (source.Label(i) + 1 + (i % (model.Options.Classes - 1))) % model.Options.Classes);
                var own = explainer.Explain(trained, input, label, new ExplainOptions { Layer = layer });
                var randomised = explainer.Explain(random, input, label, new ExplainOptions { Layer = layer });
                var maps = new Dictionary<string, Tensor<double>> { [explainer.Name] = Positive(own), ["randomised weights"] = Positive(randomised) };
                if (before is not null)
                {
                    maps[$"on {before}, before the rectifier"] = Positive(explainer.Explain(trained, input, label, new ExplainOptions { Layer = before }));
                }

                samples[i] = new StudySample(EvaluationSamples.Mask(source, i), maps);
                classCorrelation[i] = Correlation.Pearson(
                    own.SignedRelevance.Span, explainer.Explain(trained, input, other, new ExplainOptions { Layer = layer }).SignedRelevance.Span);
                weightCorrelation[i] = Correlation.Pearson(own.SignedRelevance.Span, randomised.SignedRelevance.Span);
                Interlocked.Add(ref blank, own.BlankReason is null ? 0 : 1);
            },
            tick,
            cancellation);
        return (HeatmapStudy.Run(explainer.Name, samples, new SeededRandom(seed)), Mean(classCorrelation), Mean(weightCorrelation), blank);
    }

    /// <summary>What speaks for the class, pixel by pixel.</summary>
    private static Tensor<double> Positive(Explanation explanation) => CamMap.Rectified(explanation.PixelMap);

    private static double Mean(double?[] values) => values.OfType<double>().DefaultIfEmpty(double.NaN).Average();
}
