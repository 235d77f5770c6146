using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Reproductions;

namespace QXai.Xai.Tests.Reproductions;

/// <summary>The XQML experiment, small.</summary>
public class XqmlExperimentTests
{
    private static readonly XqmlOptions Small = new() { Inputs = 4, Blocks = 1, Training = 32, Epochs = 2, Explained = 3 };

    [Fact]
    public void TheClassDependsOnThePlantedInputsOnly()
    {
        var task = new PlantedInputs(6, 200, seed: 3, part: 0);
        Assert.Equal(3, task.Mask.Count(inside => inside));
        Assert.True(task.Mask[task.Alone] && task.Mask[task.Pair.First] && task.Mask[task.Pair.Second]);
        for (var i = 0; i < task.Count; i++)
        {
            var x = task.Sample(i);
            var signal = Math.Sin(x[task.Alone]) + Math.Sin(x[task.Pair.First]) * Math.Sin(x[task.Pair.Second]);
            Assert.Equal(signal > 0 ? 1 : 0, task.Label(i));
            Assert.True(Math.Abs(signal) >= 0.2);
        }

        Assert.NotEqual(task.Sample(0), new PlantedInputs(6, 1, seed: 3, part: 1).Sample(0));
        Assert.Equal(task.Mask, new PlantedInputs(6, 1, seed: 3, part: 1).Mask);
    }

    [Fact]
    public void ASeedsResultDependsOnNothingElseAndSurvivesItsFile()
    {
        using var one = new WorkerPool(1);
        using var three = new WorkerPool(3);
        var result = XqmlExperiment.Run(2, Small, one);
        Assert.Equal(result.ToJson(), XqmlExperiment.Run(2, Small, three).ToJson());
        var read = XqmlSeed.Parse(result.ToJson(), 2, Small);
        Assert.Equal(result.ToJson(), read!.ToJson());
        Assert.Null(XqmlSeed.Parse(result.ToJson(), 3, Small));
        Assert.Null(XqmlSeed.Parse(result.ToJson(), 2, Small with { Epochs = 3 }));
        Assert.Null(XqmlSeed.Parse("{", 2, Small));
    }

    [Fact]
    public void ThePageHasEveryMethodAndMetric()
    {
        using var pool = new WorkerPool(1);
        XqmlSeed[] seeds = [XqmlExperiment.Run(1, Small, pool), XqmlExperiment.Run(2, Small, pool)];
        var page = XqmlReport.Write(seeds, "maps.png", "table.png");
        Assert.All(XqmlMethod.All, method => Assert.Contains($"| {method.Name} |", page, StringComparison.Ordinal));
        Assert.All(XqmlMetric.All, metric => Assert.Contains($"**{metric.Name}**", page, StringComparison.Ordinal));
        Assert.Contains("better in ", page, StringComparison.Ordinal);
        Assert.True(XqmlFigures.Maps(seeds[0]).Width > 100 && XqmlFigures.Table(seeds).Width > 100);
    }

    [Fact]
    public void CancellationEndsIt()
    {
        using var pool = new WorkerPool(1);
        Assert.Throws<OperationCanceledException>(() => XqmlExperiment.Run(1, Small, pool, cancellation: new CancellationToken(canceled: true)));
        Assert.Equal(
            "The experiment: 3 inputs are outside 4 to 10.",
            Assert.Throws<InputException>(() => XqmlExperiment.Run(1, Small with { Inputs = 3 }, pool)).Message);
    }
}
