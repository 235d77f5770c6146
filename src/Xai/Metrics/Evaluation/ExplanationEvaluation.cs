using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Xai.Methods;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>
/// Scores explainers on many inputs: every metric of every method, beside a random map and (for pictures) the prior that objects stand in the middle. A
/// method that does not apply to the model and a metric that lacks what it needs are left out and named, never counted as zero.
/// </summary>
public sealed class ExplanationEvaluation
{
    private readonly List<MapSource> methods = [];
    private readonly List<IMetric> metrics = [];
    private readonly Dictionary<string, string> skipped = [];

    /// <summary>An evaluation of <paramref name="explainers"/> on a model by <paramref name="metrics"/>.</summary>
    public ExplanationEvaluation(ExplainedModel model, IEnumerable<IExplainer> explainers, IEnumerable<IMetric> metrics, EvaluationOptions options)
    {
        (Model, Options) = (model, options);
        foreach (var explainer in explainers)
        {
            if (explainer.Refusal(model) is { } reason)
            {
                skipped[explainer.Name] = reason;
            }
            else
            {
                methods.Add(new MapSource(explainer.Name, (which, input, target, _) =>
                    explainer.Explain(which, input, target, options.Explain.For(explainer))));
            }
        }

        methods.Add(new MapSource(EvaluationTable.RandomMap, (_, input, _, index) => RandomMap(input, options.Seed, index)));
        if (model.InputShape is { Rank: 3 } shape)
        {
            var prior = RivalMaps.CenteredGaussian(shape[1], shape[2]);
            methods.Add(new MapSource(EvaluationTable.CentrePrior, (_, _, _, _) => prior));
        }

        foreach (var metric in metrics)
        {
            if (Lacks(metric) is { } what)
            {
                skipped[metric.Name] = what;
            }
            else
            {
                this.metrics.Add(metric);
            }
        }
    }

    /// <summary>The model whose decisions are explained.</summary>
    public ExplainedModel Model { get; }

    /// <summary>The choices.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>The methods that are scored, in order; the random map is among them.</summary>
    public IReadOnlyList<string> Methods => [.. methods.Select(method => method.Name)];

    /// <summary>Methods and metrics that are left out, and why.</summary>
    public IReadOnlyDictionary<string, string> Skipped => skipped;

    /// <summary>The metrics that are taken, in order.</summary>
    public IReadOnlyList<IMetric> Metrics => metrics;

    /// <summary>
    /// Evaluates samples 0 to <paramref name="count"/> - 1, shared among the workers of the pool; the table does not depend on their number.
    /// <paramref name="known"/> gives what an earlier run has measured (null: measure it) and <paramref name="keep"/> takes what this one has.
    /// </summary>
    public EvaluationTable Run(
        int count,
        Func<int, EvaluationSample> samples,
        WorkerPool pool,
        CancellationToken cancellation = default,
        Action<int>? tick = null,
        Func<int, SampleScores?>? known = null,
        Action<int, SampleScores>? keep = null)
    {
        var scores = new SampleScores[count];
        pool.Each(
            count,
            i =>
            {
                if (known?.Invoke(i) is { } earlier)
                {
                    scores[i] = earlier;
                    return;
                }

                scores[i] = Evaluate(i, samples(i), cancellation);
                keep?.Invoke(i, scores[i]);
            },
            tick,
            cancellation);
        return EvaluationSummary.Of(scores, Methods, metrics, skipped, new SeededRandom(Options.Seed), Options.Resamples, Options.Confidence);
    }

    /// <summary>All metrics of all methods on one sample. Throws <see cref="InputException"/> where a score of the model is no finite number.</summary>
    public SampleScores Evaluate(int index, EvaluationSample sample, CancellationToken cancellation = default)
    {
        var score = WatchedScore.Of(Model, sample.Target, Options.Watched);
        var scores = Model.ScoresOf(sample.Input.Reshape([1, .. sample.Input.Shape.Extents])).Span.ToArray();
        if (!Array.TrueForAll(scores, double.IsFinite))
        {
            throw new InputException(
                $"The model's scores for sample {index} are [{string.Join(", ", scores)}]: what is not a finite number cannot be explained.");
        }

        var cases = methods.Select(method =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Case(method, index, sample, score, scores[sample.Target]);
        }).ToArray();
        return new SampleScores(
            [.. metrics.Select(metric => cases.Select(subject =>
            {
                cancellation.ThrowIfCancellationRequested();
                return subject is null || (metric.Needs.HasFlag(MetricNeeds.Mask) && subject.Mask is null) ? null : metric.Evaluate(subject);
            }).ToArray())],
            [.. cases.Select(a => cases.Select(b => a is null || b is null ? null : Correlation.Spearman(a.Relevance, b.Relevance)).ToArray())]);
    }

    /// <summary>The explanation as a case for metrics; null where the method refuses this input.</summary>
    private MetricCase? Case(MapSource method, int index, EvaluationSample sample, BatchScore score, double output)
    {
        try
        {
            var needs = metrics.Aggregate(MetricNeeds.None, (all, metric) => all | metric.Needs);
            Tensor<double> Map(ExplainedModel model) => method.Map(model, sample.Input, sample.Target, index).Relevance;
            var own = method.Map(Model, sample.Input, sample.Target, index);
            return new MetricCase(sample.Input, own.Relevance)
            {
                Output = output,
                Promised = own.Promised,
                Score = score,
                Baseline = Options.Baseline,
                Mask = sample.Mask,
                Explain = near => method.Map(Model, near, sample.Target, index).Relevance,
                RandomisedMaps = needs.HasFlag(MetricNeeds.RandomisedModels) ? [.. Options.RandomisedModels.Select(Map)] : null,
                RandomLabelMap = needs.HasFlag(MetricNeeds.RandomLabelModel) ? Map(Options.RandomLabelModel!) : null,
                Seed = SeededRandom.Mix(Options.Seed, (ulong)index),
            };
        }
        catch (InputException)
        {
            return null;
        }
    }

    private string? Lacks(IMetric metric) =>
        metric.Needs.HasFlag(MetricNeeds.Mask) && !Options.HasMasks ? "needs masks, and these samples have none"
        : metric.Needs.HasFlag(MetricNeeds.RandomisedModels) && Options.RandomisedModels.Count == 0 ? "needs randomised models, and none were given"
        : metric.Needs.HasFlag(MetricNeeds.RandomLabelModel) && Options.RandomLabelModel is null ? "needs a model trained on random labels, and none was given"
        : null;

    /// <summary>Standard normal: of both signs, because a positive map already says that more pixels matter more, which perturbation metrics reward.</summary>
    private static MapValue RandomMap(Tensor<double> input, ulong seed, int index)
    {
        var shape = input.Shape.Rank == 3 ? new Shape(input.Shape[1], input.Shape[2]) : input.Shape;
        var (random, map) = (new SeededRandom(seed).Derive(0xA11).Derive((ulong)index), new Tensor<double>(shape));
        foreach (ref var value in map.Span)
        {
            value = random.NextGaussian();
        }

        return map;
    }
}
