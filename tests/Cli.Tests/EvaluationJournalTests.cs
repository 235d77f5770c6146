using QXai.Cli.Infrastructure.Evaluations;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;

namespace QXai.Cli.Tests;

/// <summary>The journal of an evaluation: what was kept is known again, and nothing is kept after it was shut.</summary>
public sealed class EvaluationJournalTests : IDisposable
{
    private static readonly ExplanationEvaluation Evaluation = new(
        ExplainedModel.Of(new CircuitModel(new Circuit(1).RY(0, input: 0), [Observable.Z(0)], [])),
        [Explainers.Find("saliency")],
        [MetricCatalogue.Find("gini")],
        new EvaluationOptions { Baseline = new Tensor<double>(new(1)), Watched = EvaluatedScore.Score });

    private readonly TemporaryFolder folder = new();

    // Ctrl-C leaves a sample behind that is still being measured when the journal is shut.
    [Fact]
    public void WorkThatWasLeftBehindAddsNothing()
    {
        var (path, scores) = (folder["journal.jsonl"], new SampleScores([[0.25]], [[1]]));
        var journal = EvaluationJournal.Open(path, Evaluation, [1]);
        journal.Keep(0, scores);
        journal.Dispose();
        var shut = File.ReadAllText(path);
        journal.Keep(1, scores);
        Assert.Equal(shut, File.ReadAllText(path));

        using var again = EvaluationJournal.Open(path, Evaluation, [1]);
        Assert.Equal(0.25, again.Known(0)!.Values[0][0]);
        Assert.Null(again.Known(1));
        Assert.Equal([Path.GetFileName(path)], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    public void Dispose() => folder.Dispose();
}
