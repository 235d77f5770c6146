using QXai.Autodiff;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Numerics;
using QXai.Numerics.Parallel;

namespace QXai.Nn.Tests.Evaluation;

public class EvaluatorTests
{
    [Fact]
    public void ScoresAreThoseOfTheModelForAnyNumberOfWorkers()
    {
        var model = new HybridModel<float>(Models.Tiny with { Dropout = 0.5 }, seed: 1);
        var source = new QuadrantSource<float>(37, 1);
        var images = new Tensor<float>(new Shape(37, 1, 8, 8));
        for (var i = 0; i < 37; i++)
        {
            source.Read(i, 0, images.Span.Slice(64 * i, 64));
        }

        float[]? first = null;
        foreach (var workers in new[] { 1, 2, 5 })
        {
            using var pool = new WorkerPool(workers);
            var evaluator = new Evaluator<float>(model, pool, microBatch: 8);
            var scores = evaluator.Scores(source);
            Assert.Equal(new Shape(37, 4), scores.Shape);
            Assert.Equal(first ??= scores.Span.ToArray(), scores.Span.ToArray());
            Assert.Equal(first, evaluator.Scores(images).Span.ToArray());
        }

        var whole = model.Forward(new Tape<float>(), images);
        Assert.All(whole.Value.Span.ToArray().Zip(first!), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void ReportsCountByHand()
    {
        // Four samples with labels 0, 1, 2, 2 and highest scores 0, 0, 2, 1; class 3 does not occur.
        var source = new FixedScores([[5, 0, 0, 0], [1, 0, 0, 0], [0, 0, 2, 0], [0, 3, 0, 0]], [0, 1, 2, 2]);
        using var pool = new WorkerPool(2);
        var report = new Evaluator<double>(new Scale<double>("scores", 1), pool, 1).Evaluate(source);
        Assert.Equal((4, 2, 0.5), (report.Samples, report.Correct, report.Accuracy));
        Assert.Equal(
            (1, 1, 0, 1, 1, 0),
            (report.Confusion(0, 0), report.Confusion(1, 0), report.Confusion(1, 1), report.Confusion(2, 2), report.Confusion(2, 1), report.Confusion(0, 3)));
        Assert.Equal([0.5, 0, 1, null], report.Classes.Select(c => c.Precision));
        Assert.Equal([1, 0, 0.5, null], report.Classes.Select(c => c.Recall));
        Assert.Equal([2.0 / 3, 0, 2.0 / 3, null], report.Classes.Select(c => c.F1));
        Assert.Equal(["a", "b", "c", "d"], report.Classes.Select(c => c.Name));
        double[] losses = [Math.Log(Math.Exp(5) + 3) - 5, Math.Log(Math.E + 3), Math.Log(Math.Exp(2) + 3) - 2, Math.Log(Math.Exp(3) + 3)];
        Assert.Equal(losses.Average(), report.Loss, 1e-14);
    }

    [Fact]
    public void TiesGoToTheFirstClass() => Assert.Equal(1, Scores.Highest<float>([0, 2, 2, 1]));

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var pool = new WorkerPool(1);
        var evaluator = new Evaluator<double>(new Scale<double>("scores", 1), pool);
        Refuses("Data: sample 0 has label 4, but the 4 classes are numbered 0 to 3.", new FixedScores([[0, 0, 0, 0]], [4]));
        Refuses("Data: sample 0 has label -1, but the 4 classes are numbered 0 to 3.", new FixedScores([[0, 0, 0, 0]], [-1]));
        Refuses("Evaluation: the scores of sample 1 are not all finite numbers.", new FixedScores([[0, 0, 0, 0], [0, double.NaN, 0, 0]], [0, 0]));
        Refuses("Data: the source has 4 classes, but the model scores 3.", new FixedScores([[0, 0, 0]], [0]));

        void Refuses(string message, IBatchSource<double> source) =>
            Assert.Equal(message, Assert.Throws<InputException>(() => evaluator.Evaluate(source)).Message);
    }

    [Fact]
    public void EvaluationCanBeCancelled()
    {
        using var pool = new WorkerPool(1);
        var evaluator = new Evaluator<double>(new Scale<double>("scores", 1), pool);
        Assert.Throws<OperationCanceledException>(() => evaluator.Scores(new FixedScores([[0]], [0]), new CancellationToken(canceled: true)));
    }

    /// <summary>Samples that are their own scores.</summary>
    private sealed class FixedScores(double[][] scores, int[] labels) : IBatchSource<double>
    {
        public int Count => scores.Length;

        public Shape SampleShape => new(scores[0].Length);

        public IReadOnlyList<string> ClassNames => ["a", "b", "c", "d"];

        public int Label(int index) => labels[index];

        public void Read(int index, ulong draw, Span<double> destination) => scores[index].CopyTo(destination);
    }
}
