using QXai.Numerics;
using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public class DisplayScaleTests
{
    private static readonly Tensor<double> Map = Tensor<double>.From(new(1, 5), [-2, 0, 1, 3, 4]);

    [Theory]
    [InlineData(DisplayRule.MaxAbs, -4, 4, "max-abs: -4 to 4")]
    [InlineData(DisplayRule.ZeroToMax, 0, 4, "zero to max: 0 to 4")]
    [InlineData(DisplayRule.MinMax, -2, 4, "min to max: -2 to 4")]
    [InlineData(DisplayRule.Percentile, -3, 3, "percentile 75 of magnitudes: -3 to 3")]
    public void RulesSpanTheirIntervals(DisplayRule rule, double low, double high, string words)
    {
        var scale = DisplayScale.For(Map, rule, 75);
        Assert.Equal((low, high, words), (scale.Low, scale.High, scale.ToString()));
    }

    [Fact]
    public void TheMapIsNeverChanged()
    {
        var before = Map.Span.ToArray();
        HeatmapImage.Render(Map, ColorMaps.Viridis, DisplayScale.For(Map, DisplayRule.MinMax));
        Assert.Equal(before, Map.Span.ToArray());
    }

    [Fact]
    public void OneScaleServesSeveralMaps() =>
        Assert.Equal(9, DisplayScale.For([Map, Tensor<double>.Full(new(2, 2), -9)], DisplayRule.MaxAbs).High);

    [Fact]
    public void ZeroStaysInTheMiddleOfASymmetricScaleEvenForABlankMap()
    {
        var blank = new Tensor<double>(new(2, 2));
        Assert.Equal(0.5, DisplayScale.For(Map, DisplayRule.MaxAbs).Position(0));
        Assert.Equal(0.5, DisplayScale.For(blank, DisplayRule.MaxAbs).Position(0));
        Assert.Equal(0, DisplayScale.For(blank, DisplayRule.ZeroToMax).Position(0));
    }

    [Fact]
    public void ANotFiniteMapIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => DisplayScale.For(Tensor<double>.From(new(1, 2), [1, double.NaN]), DisplayRule.MaxAbs));
        Assert.Equal("DisplayScale: the map's value at flat position 1 is NaN; a heatmap must be finite.", error.Message);
    }

    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(-1, 1, new[] { -1, -0.5, 0, 0.5, 1.0 })]
    [InlineData(0, 0.037, new[] { 0, 0.01, 0.02, 0.03 })]
    [InlineData(2, 2, new[] { 2.0 })]
    public void TicksAreRoundNumbers(double low, double high, double[] ticks)
    {
        var bar = new ColorBar(ColorMaps.Viridis, new DisplayScale(DisplayRule.MinMax, low, high));
        Assert.Equal(ticks.Length, bar.Ticks().Count);
        Assert.All(ticks.Zip(bar.Ticks()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
