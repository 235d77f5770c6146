using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Xai.Tests.Metrics;

/// <summary>
/// A task whose relevance is known by construction: the score is a weighted sum of a few planted pixels, the mask names them. Methods with the
/// resolution of pixels must find them; a random map must come last in every metric of localisation and faithfulness.
/// </summary>
public class PlantedPixelTests
{
    private const int Side = 8;
    private static readonly int[] Planted = [9, 14, 27, 36, 50, 61];

    private static readonly string[] PixelMethods = ["saliency", "input-x-gradient", "integrated-gradients", "smoothgrad", "occlusion"];

    [Fact]
    public void ARandomMapComesLastInEveryMetricOfLocalisationAndFaithfulness()
    {
        var table = Evaluate(workers: 2);
        Assert.Equal(PixelMethods.Length + 2, table.Methods.Count);
        for (var m = 0; m < table.Metrics.Count; m++)
        {
            if (table.Metrics[m].Category is MetricCategory.Localisation or MetricCategory.Faithfulness)
            {
                var judged = table.Ranking(m).Select(k => table.Methods[k]).Where(name => name != EvaluationTable.CentrePrior);
                Assert.True(EvaluationTable.RandomMap == judged.Last(), $"{table.Metrics[m].Name}: {string.Join(" > ", judged)}");
                Assert.All(
                    PixelMethods,
                    name => Assert.True(table.Cells[m][table.Methods.ToList().IndexOf(name)].BeatsRandom, $"{table.Metrics[m].Name}: {name}"));
            }
        }
    }

    [Fact]
    public void TheTableDoesNotDependOnTheNumberOfWorkers()
    {
        var (one, two) = (Evaluate(workers: 1), Evaluate(workers: 2));
        Assert.Equal(one.ToText(), two.ToText());
    }

    [Fact]
    public void WhatIsLeftOutIsNamed()
    {
        var table = Evaluate(workers: 1);
        Assert.Equal("needs a model trained on random labels, and none was given", table.Skipped["random-labels"]);
        Assert.Contains("Left out: random-labels: needs a model trained on random labels, and none was given", table.ToText());
    }

    [Fact]
    public void AnEarlierRunIsTakenUp()
    {
        var evaluation = Evaluation();
        var kept = new Dictionary<int, SampleScores>();
        using var pool = new WorkerPool(1);
        var whole = evaluation.Run(6, Sample, pool, keep: kept.Add);
        var measured = new List<int>();
        var resumed = evaluation.Run(6, Sample, pool, known: i => i < 4 ? kept[i] : null, keep: (i, _) => measured.Add(i));
        Assert.Equal([4, 5], measured);
        Assert.Equal(whole.ToText(), resumed.ToText());
    }

    private static EvaluationTable Evaluate(int workers)
    {
        using var pool = new WorkerPool(workers);
        return Evaluation().Run(30, Sample, pool);
    }

    private static ExplanationEvaluation Evaluation()
    {
        var model = new Sequential<double>("", new Flatten<double>("flat"), new Dense<double>("scores", Side * Side, 2));
        var (weights, random) = (new double[2 * Side * Side], new SeededRandom(1));
        foreach (var pixel in Planted)
        {
            weights[pixel] = random.NextDouble(0.5, 1.5);
            weights[(Side * Side) + pixel] = -weights[pixel];
        }

        TestModels.Set(model, "scores.weight", weights);
        return new ExplanationEvaluation(
            ExplainedModel.Of(model, model, new Shape(1, Side, Side)),
            PixelMethods.Select(Explainers.Find),
            MetricCatalogue.All,
            new EvaluationOptions
            {
                Baseline = new Tensor<double>(new(1, Side, Side)),
                Watched = EvaluatedScore.Score,
                HasMasks = true,
                Seed = 7,
                Resamples = 400,
            });
    }

    private static EvaluationSample Sample(int index)
    {
        var input = TestModels.Noise(new Shape(1, Side, Side), (ulong)index + 100);
        var mask = new bool[Side * Side];
        foreach (var pixel in Planted)
        {
            mask[pixel] = true;
            input.Span[pixel] = 0.5 + (input.Span[pixel] / 2);
        }

        return new EvaluationSample(input, 0, mask);
    }
}
