using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Xai.Metrics;

namespace QXai.Xai.Tests.Metrics;

public class HeatmapStudyTests
{
    [Fact]
    public void TheRatioIsEnergyShareOverAreaShare()
    {
        var map = Tensor<double>.From(new(2, 2), [3, -1, 0, 0]);
        Assert.Equal(0.75 / 0.25, EnergyInside.Ratio(map, [true, false, false, false]));
        Assert.Equal(1.0, EnergyInside.Ratio(RivalMaps.Uniform(2, 2), [true, false, true, true]));
    }

    [Fact]
    public void AnEmptyMaskAndABlankMapAreUndefined()
    {
        Assert.Null(EnergyInside.Ratio(RivalMaps.Uniform(1, 2), [false, false]));
        Assert.Null(EnergyInside.Ratio(new Tensor<double>(new(1, 2)), [true, false]));
    }

    [Fact]
    public void AMaskOfAnotherSizeIsRefused()
    {
        var error = Assert.Throws<ShapeException>(() => EnergyInside.Ratio(RivalMaps.Uniform(2, 2), [true]));
        Assert.Equal("EnergyInside: the map of shape [2, 2] has 4 pixels, but the mask has 1.", error.Message);
    }

    [Fact]
    public void TheGaussianPeaksInTheMiddleAndIsSymmetric()
    {
        var map = RivalMaps.CenteredGaussian(5, 7);
        Assert.Equal(1, map[2, 3]);
        Assert.Equal(map[0, 1], map[4, 5], 1e-15);
        Assert.True(map[0, 0] < map[1, 1]);
    }

    [Fact]
    public void TheBootstrapCoversTheMeanAndDependsOnTheSeedOnly()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => 0.0)];
        var random = new SeededRandom(5);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 2 + random.NextGaussian();
        }

        var interval = Bootstrap.Mean(values, new SeededRandom(1));
        Assert.Equal(interval, Bootstrap.Mean(values, new SeededRandom(1)));
        Assert.True(interval.Contains(values.Average()));
        Assert.Equal(2 * 1.96 / Math.Sqrt(values.Length), interval.High - interval.Low, 0.02);
    }

    [Fact]
    public void TheStudySaysPlainlyWhichRivalIsBeaten()
    {
        var random = new SeededRandom(3);
        StudySample[] samples = [.. Enumerable.Range(0, 60).Select(_ => Sample(random))];
        var table = HeatmapStudy.Run("method", samples, new SeededRandom(1), resamples: 400);
        Assert.Equal(["method", "twin", "better", HeatmapStudy.Uniform, HeatmapStudy.Gaussian], table.Rows.Select(row => row.Method));
        Assert.Equal(
            [StudyVerdict.Candidate, StudyVerdict.Undecided, StudyVerdict.NotBeaten, StudyVerdict.Beaten, StudyVerdict.Beaten],
            table.Rows.Select(row => row.Verdict));
        Assert.Equal(1, table.Rows[3].Mean, 1e-12);
        var lines = table.ToText().Split('\n');
        Assert.Equal("energy inside the mask / share of the area; intervals at 95%", lines[0].Replace(" %", "%"));
        Assert.Contains("method is beaten by better.", lines);
        Assert.Contains("method beats uniform.", lines);
        Assert.Contains("method cannot be told apart from twin.", lines);
    }

    [Fact]
    public void AMissingMapIsNamed()
    {
        var random = new SeededRandom(3);
        StudySample[] samples =
            [Sample(random), Sample(random) with { Maps = new Dictionary<string, Tensor<double>> { ["method"] = RivalMaps.Uniform(8, 8) } }];
        var error = Assert.Throws<ArgumentException>(() => HeatmapStudy.Run("method", samples, random));
        Assert.Equal("HeatmapStudy: sample 1 has no map of 'twin'; it has: method.", error.Message);
    }

    /// <summary>
    /// A mask in a random corner; maps that put 3 (method), 3 (twin, other noise) and 6 (better) times as much energy per pixel inside as outside.
    /// </summary>
    private static StudySample Sample(SeededRandom random)
    {
        var (top, left) = (random.NextInt(2) * 5, random.NextInt(2) * 5);
        var mask = new bool[64];
        for (var i = 0; i < 64; i++)
        {
            mask[i] = i / 8 >= top && i / 8 < top + 3 && i % 8 >= left && i % 8 < left + 3;
        }

        Tensor<double> Map(double gain) => Tensor<double>.From(new(8, 8), [.. mask.Select(inside => (inside ? gain : 1) * random.NextDouble())]);
        return new StudySample(mask, new Dictionary<string, Tensor<double>> { ["method"] = Map(3), ["twin"] = Map(3), ["better"] = Map(6) });
    }
}
