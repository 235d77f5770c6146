using QXai.Quantum;
using QXai.Xai.Circuits;

namespace QXai.Xai.Tests.Circuits;

/// <summary>Root points near an input.</summary>
public class RootFinderTests
{
    // verifies XQML (III)
    [Fact]
    public void RootsAreRootsAndReportedTruly() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Reuploaded(1 + (int)(seed % 3), 1 + (int)(seed % 2));
        var x = scores.Point(score.Inputs);
        var root = RootFinder.Find(score, x);
        Assert.Equal(score.Value(root.Point), root.Value);
        Assert.Equal(Math.Sqrt(root.Point.Zip(x, (a, b) => (a - b) * (a - b)).Sum()), root.Distance, 1e-12);
        Assert.True(!root.IsRoot || Math.Abs(root.Value) <= 1e-12 * (score.Observable.Bound + Math.Abs(score.Offset)));
    });

    /// <summary>The score takes both signs on the axis, so that a root is in reach, and none is farther than on the axis.</summary>
    [Fact]
    public void RootsOnAnAxisAreFound() => RandomScores.Check(40, seed =>
    {
        var scores = new RandomScores(seed);
        var score = scores.Local(1 + (int)(seed % 4));
        var x = scores.Point(score.Inputs);
        var values = Enumerable.Range(-32, 65).Select(k => (Step: k * Math.PI / 16, Value: score.Value([x[0] + k * Math.PI / 16, .. x[1..]]))).ToArray();
        var onAxis = values.Zip(values.Skip(1)).Where(pair => pair.First.Value * pair.Second.Value < 0)
            .Select(pair => Math.Max(Math.Abs(pair.First.Step), Math.Abs(pair.Second.Step))).DefaultIfEmpty(double.NaN).Min();
        var root = RootFinder.Find(score, x);
        Assert.True(double.IsNaN(onAxis) || (root.IsRoot && root.Distance <= onAxis), $"{root} but {onAxis}");
    });

    [Fact]
    public void TheNearestRootOfAProductOfCosinesIsFound()
    {
        var score = new CircuitScore(new Circuit(2).RY(0, input: 0).RY(1, input: 1).CNOT(0, 1), [], Observable.Z(1));
        var root = RootFinder.Find(score, [0.4, 1.1]);
        Assert.True(root.IsRoot);
        Assert.Equal(Math.PI / 2 - 1.1, root.Distance, 1e-9);
    }

    [Theory]
    [InlineData(0.2, 0.3, 0.4, 2)]
    [InlineData(0.5, 0.3, 0.4, 2)]
    [InlineData(0.51, 0.3, 0.4, 0)]
    public void DegreeOneHasRootsOnlyWhereTheConstantIsSmall(double a, double b, double c, int count)
    {
        var roots = AxisRoots.OfDegreeOne(a, b, c);
        Assert.Equal(count, roots.Length);
        Assert.All(roots, t => Assert.Equal(0, a + b * Math.Cos(t) + c * Math.Sin(t), 1e-8));
    }

    [Fact]
    public void NoRootInReachIsSaid()
    {
        var score = new CircuitScore(new Circuit(1).RY(0, input: 0), [], Observable.Z(0), offset: 2);
        var root = RootFinder.Find(score, [0.4]);
        Assert.False(root.IsRoot);
        Assert.Equal(1, root.Value, 1e-6);
        var result = new Taylor().Of(score, [0.4]);
        Assert.StartsWith("No root point is in reach: the smallest score that the search met is f = 1, at distance", result.Notes[0], StringComparison.Ordinal);
    }
}
