using QXai.Numerics;
using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public class ColorMapTests
{
    public static TheoryData<string> Names => [.. ColorMaps.All.Select(map => map.Name)];

    [Theory]
    [InlineData("viridis", 68, 1, 84, 33, 145, 140, 253, 231, 37)]
    [InlineData("magma", 0, 0, 4, 183, 55, 121, 252, 253, 191)]
    [InlineData("inferno", 0, 0, 4, 188, 55, 84, 252, 255, 164)]
    [InlineData("turbo", 48, 18, 59, 164, 252, 60, 122, 4, 3)]
    [InlineData("jet", 0, 0, 128, 128, 255, 128, 128, 0, 0)]
    [InlineData("cool-warm", 59, 76, 192, 221, 221, 221, 180, 4, 38)]
    [InlineData("red-blue", 5, 48, 97, 247, 247, 247, 103, 0, 31)]
    [InlineData("grey", 0, 0, 0, 128, 128, 128, 255, 255, 255)]
    public void EndsAndMiddleAreThePublishedColours(string name, params int[] samples)
    {
        var map = ColorMaps.Find(name);
        foreach (var (t, at) in new[] { (0.0, 0), (0.5, 3), (1.0, 6) })
        {
            Assert.True(
                Math.Abs(map[t].R - samples[at]) <= 2 && Math.Abs(map[t].G - samples[at + 1]) <= 2 && Math.Abs(map[t].B - samples[at + 2]) <= 2,
                $"{name} at {t}: {map[t]}");
        }
    }

    [Theory]
    [InlineData("viridis")]
    [InlineData("magma")]
    [InlineData("inferno")]
    [InlineData("grey")]
    public void PerceptualScalesGrowLighter(string name)
    {
        var map = ColorMaps.Find(name);
        double[] lightness = [.. Enumerable.Range(0, 65).Select(i => map[i / 64.0]).Select(c => 0.2126 * c.R + 0.7152 * c.G + 0.0722 * c.B)];
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PositionsOutsideTakeTheNearerEnd(string name)
    {
        var map = ColorMaps.Find(name);
        Assert.Equal(map[0], map[-3]);
        Assert.Equal(map[1], map[7]);
    }

    [Fact]
    public void AnUnknownNameIsRefusedWithTheList()
    {
        var error = Assert.Throws<InputException>(() => ColorMaps.Find("rainbow"));
        Assert.Equal("No colour map is called 'rainbow'; there are: viridis, magma, inferno, turbo, jet, cool-warm, red-blue, grey.", error.Message);
    }
}
