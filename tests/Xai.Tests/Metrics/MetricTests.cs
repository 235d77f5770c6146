using QXai.Numerics;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Faithfulness;
using QXai.Xai.Metrics.Similarity;

namespace QXai.Xai.Tests.Metrics;

/// <summary>Every metric on cases that can be computed by hand.</summary>
public class MetricTests
{
    /// <summary>f(x) = 4 inputs, a sum: what is removed is what is lost.</summary>
    private static readonly BatchScore Sum = inputs => [.. Enumerable.Range(0, inputs.Shape[0]).Select(i => inputs.Slice(i).Span.ToArray().Sum())];

    [Fact]
    public void DeletionAndInsertionAreTheAreasOfTheFixture()
    {
        var subject = Subject([4, 3, 2, 1], [4, 3, 2, 1]);
        Assert.Equal(3.75, Value("deletion", subject));
        Assert.Equal(6.25, Value("insertion", subject));
    }

    [Fact]
    public void CurvesHoldBothEnds()
    {
        var (from, to) = (Vector(4, 3, 2, 1), Vector(0, 0, 0, 0));
        Assert.Equal([10, 6, 3, 1, 0], PerturbationCurve.Of(Sum, from, to, [0, 1, 2, 3], 4));
        Assert.Equal([10, 3, 0], PerturbationCurve.Of(Sum, from, to, [0, 1, 2, 3], 2));
        Assert.Equal([0, 4, 7, 9, 10], PerturbationCurve.Of(Sum, to, from, [0, 1, 2, 3], 400));
    }

    [Fact]
    public void CurvesOfMoreStepsThanOneTileAreTheSame()
    {
        var values = Enumerable.Range(0, 200).Select(i => (double)i).ToArray();
        var curve = PerturbationCurve.Of(Sum, Vector(values), Vector(new double[200]), [.. Enumerable.Range(0, 200)], 200);
        for (var step = 0; step <= 200; step++)
        {
            Assert.Equal(values[step..].Sum(), curve[step]);
        }
    }

    [Fact]
    public void DeletionAndInsertionOfASumAddUpToTheScoreForAnyMap()
    {
        double[] values = [0.3, -2, 5, 1, 0.25];
        foreach (var map in (double[][])[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [0, 9, 1, 3, 2]])
        {
            var subject = Subject(values, map);
            Assert.Equal(values.Sum(), Value("deletion", subject)!.Value + Value("insertion", subject)!.Value, 1e-12);
        }
    }

    [Fact]
    public void PixelFlippingIsTheMeanFallOverTheFirstThird()
    {
        // A third of 6 pixels is 2: f falls from 21 by 0, 6 and 11.
        Assert.Equal((0 + 6 + 11) / 3.0, Value("pixel-flipping", Subject([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]))!.Value, 1e-12);
    }

    [Fact]
    public void TrueContributionsAreFaithfulAndTheirNegativesAreNot()
    {
        double[] values = [3, -1, 4, 1, -5, 9, 2, 6];
        Assert.Equal(1, Value("faithfulness-correlation", Subject(values, values))!.Value, 1e-12);
        Assert.Equal(-1, Value("faithfulness-correlation", Subject(values, [.. values.Select(v => -v)]))!.Value, 1e-12);
        Assert.Null(Value("faithfulness-correlation", Subject(values, new double[8])));
        Assert.Equal(0, Value("infidelity", Subject(values, [.. values.Select(v => 7 * v)]))!.Value, 1e-12);
        Assert.Equal(1, Value("infidelity", Subject(values, new double[8])));
        Assert.Equal(1, Value("infidelity", Subject(values, [.. values.Select(v => -v)])));
        Assert.Null(Value("infidelity", Subject(new double[8], values)));
    }

    [Fact]
    public void ChannelsOfAPixelGoTogether()
    {
        var input = Tensor<double>.From(new(2, 1, 2), [1, 2, 10, 20]);
        var subject = new MetricCase(input, input.Clone()) { Score = Sum, Baseline = new Tensor<double>(input.Shape), Output = 33 };
        Assert.Equal([11, 22], subject.Relevance);
        Assert.Equal([33, 11, 0], PerturbationCurve.Of(Sum, input, subject.Baseline!, [1, 0], 2));
        Assert.Equal(0, Value("conservation", subject));
    }

    [Fact]
    public void ConservationIsTheGapOverThePromise()
    {
        Assert.Equal(0.25, Value("conservation", new MetricCase(Vector(1, 1), Vector(2, 1)) { Output = 4 }));
        Assert.Equal(0.5, Value("conservation", new MetricCase(Vector(1, 1), Vector(2, 1)) { Output = 4, Promised = 2 }));
        Assert.Null(Value("conservation", new MetricCase(Vector(1, 1), Vector(2, 1)) { Output = 0 }));
    }

    [Fact]
    public void LocalisationFollowsTheMask()
    {
        var subject = Masked([4, 1, -2, 3], [true, true, false, false]);
        Assert.Equal(5.0 / 10 / 0.5, Value("energy-inside", subject)!.Value, 1e-15);
        Assert.Equal(1, Value("pointing-game", subject));
        Assert.Equal(5.0 / 8, Value("mass-accuracy", subject));
        Assert.Equal(0.5, Value("rank-accuracy", subject));
        Assert.Equal(0.5, Value("pointing-game", Masked([4, 1, -2, 4], [true, true, false, false])));
    }

    [Fact]
    public void AnEmptyMaskAndAConstantMapAreUndefined()
    {
        foreach (var name in (string[])["energy-inside", "pointing-game", "mass-accuracy", "rank-accuracy"])
        {
            Assert.Null(Value(name, Masked([4, 1, -2, 3], new bool[4])));
            Assert.Null(Value(name, Masked(new double[4], [true, false, false, false])));
        }
    }

    [Fact]
    public void ComplexityIsThatOfTheFixture()
    {
        Assert.Equal(0, Value("gini", Map(1, 1, 1, 1)));
        Assert.Equal(0.25, Value("gini", Map(1, 2, 3, -4))!.Value, 1e-15);
        Assert.Equal(1.3862943611198906, Value("entropy", Map(1, 1, 1, 1))!.Value, 1e-12);
        Assert.Equal(1.2798542258336676, Value("entropy", Map(1, -2, 3, 4))!.Value, 1e-12);
        Assert.Equal(0, Value("entropy", Map(0, 0, 3, 0)));
        Assert.Null(Value("gini", Map(0, 0)));
        Assert.Null(Value("entropy", Map(0, 0)));
    }

    [Fact]
    public void CorrelationsAreThoseOfTheFixture()
    {
        foreach (var correlation in (Func<double[], double[], double?>[])[(a, b) => Correlation.Pearson(a, b), (a, b) => Correlation.Spearman(a, b)])
        {
            Assert.Equal(0.0, correlation([0, 1, 0, 1], [1, 2, 1, 0])!.Value, 1e-12);
            Assert.Equal(0.5, correlation([-1, 1, 1], [0, 0, 2])!.Value, 1e-12);
            Assert.Null(correlation([1, 1], [0, 2]));
        }

        Assert.Equal([1.5, 4, 1.5, 3], Correlation.Ranks([0, 9, 0, 2]));
    }

    [Fact]
    public void SensitivityIsZeroForAFixedMapAndTheSlopeForALinearOne()
    {
        var input = Vector(1, 2, 3, 4);
        Assert.Equal(0, Value("max-sensitivity", new MetricCase(input, input.Clone()) { Explain = _ => input }));
        var moved = Value("max-sensitivity", new MetricCase(input, input.Clone()) { Explain = near => near.Clone() })!.Value;
        Assert.InRange(moved, 1e-4, 0.02 * 3 * 2 / Math.Sqrt(30));
        Assert.Null(Value("max-sensitivity", new MetricCase(input, Vector(0, 0, 0, 0)) { Explain = near => near }));
    }

    // Of a constant map nothing is more relevant, so that the given order alone decides: the curves are 10, 6, 3, 1, 0 and 0, 4, 7, 9, 10.
    [Fact]
    public void AGivenOrderIsTakenAsItIs()
    {
        var subject = new MetricCase(Vector(1, 2, 3, 4), Vector(1, 1, 1, 1)) { Score = Sum, Baseline = Vector(0, 0, 0, 0), Order = [3, 2, 1, 0] };
        Assert.Equal(15 / 4.0, Value("deletion", subject)!.Value, 1e-15);
        Assert.Equal(25 / 4.0, Value("insertion", subject)!.Value, 1e-15);
    }

    [Fact]
    public void RandomisationComparesMagnitudesAndCountsBlankMapsAsChanged()
    {
        var subject = new MetricCase(Vector(0, 0, 0), Vector(1, -2, 3))
        {
            RandomisedMaps = [Vector(1, 2, 3), Vector(0, 0, 0), Vector(3, 2, 1)],
            RandomLabelMap = Vector(-3, 2, 1)
        };
        Assert.Equal((1 + 0 - 1) / 3.0, Value("parameter-randomisation", subject)!.Value, 1e-15);
        Assert.Equal(-1, Value("random-labels", subject)!.Value, 1e-15);
    }

    [Fact]
    public void EveryMetricSaysWhatItIsAndWhatItLacks()
    {
        Assert.Equal(MetricCatalogue.All.Count, MetricCatalogue.All.Select(metric => metric.Name).Distinct().Count());
        foreach (var metric in MetricCatalogue.All)
        {
            Assert.Same(metric, MetricCatalogue.Find(metric.Name));
            Assert.All([metric.Summary, metric.Range, metric.Source], text => Assert.NotEmpty(text));
            if (metric.Needs != MetricNeeds.None)
            {
                var error = Assert.Throws<InvalidOperationException>(() => metric.Evaluate(Map(1, 2)));
                Assert.StartsWith($"{metric.Name}: the case has no ", error.Message);
            }
        }

        var unknown = Assert.Throws<InputException>(() => MetricCatalogue.Find("rmse"));
        Assert.StartsWith("No metric is called 'rmse'; there are: conservation, ", unknown.Message);
    }

    [Fact]
    public void AMapOfAnotherPictureIsRefused()
    {
        var error = Assert.Throws<ShapeException>(() => new MetricCase(new Tensor<double>(new(1, 2, 2)), Vector(1, 2, 3)));
        Assert.Equal("MetricCase: a map of shape [3] does not belong to an input of shape [1, 2, 2] with 4 pixels.", error.Message);
    }

    [Fact]
    public void DrawsDependOnTheSeedOnly()
    {
        double[] values = [3, -1, 4, 1, -5, 9, 2, 6], map = [1, 1, 2, 2, 0, 0, 5, 3];
        foreach (var metric in MetricCatalogue.All.Where(metric => metric.Needs == MetricNeeds.Score))
        {
            Assert.Equal(metric.Evaluate(Subject(values, map)), metric.Evaluate(Subject(values, map)));
        }
    }

    private static double? Value(string metric, MetricCase subject) => MetricCatalogue.Find(metric).Evaluate(subject);

    private static MetricCase Subject(double[] values, double[] map) =>
        new(Vector(values), Vector(map)) { Score = Sum, Baseline = new Tensor<double>(new(values.Length)), Output = values.Sum(), Seed = 3 };

    private static MetricCase Masked(double[] map, bool[] mask) => new(Vector(new double[map.Length]), Vector(map)) { Mask = mask };

    private static MetricCase Map(params double[] map) => new(Vector(new double[map.Length]), Vector(map));

    private static Tensor<double> Vector(params double[] values) => Tensor<double>.From(new(values.Length), values);
}
