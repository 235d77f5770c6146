using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Xai.Tests.Rendering;

public class HeatmapImageTests
{
    private static readonly Tensor<double> Map = Tensor<double>.From(new(2, 2), [-4, 0, 2, 4]);

    [Fact]
    public void ValuesTakeTheirColours()
    {
        var image = HeatmapImage.Render(Map, ColorMaps.Grey, DisplayScale.For(Map, DisplayRule.MaxAbs));
        Assert.Equal([0, 0, 0, 128, 128, 128, 191, 191, 191, 255, 255, 255], image.Pixels);
    }

    [Fact]
    public void AnOverlayMixesPhotographAndColours()
    {
        var photograph = new RgbImage(2, 2, [.. Enumerable.Repeat((byte)100, 12)]);
        var scale = DisplayScale.For(Map, DisplayRule.MaxAbs);
        Assert.Equal([50, 114, 146, 178], Reds(HeatmapImage.Overlay(photograph, Map, ColorMaps.Grey, scale)));
        Assert.Equal([100, 114, 168, 255], Reds(HeatmapImage.Overlay(photograph, Map, ColorMaps.Grey, scale, opacity: 1, fade: true)));
    }

    [Fact]
    public void FadingOnADivergingScaleLeavesZeroAsPhotographed()
    {
        var photograph = new RgbImage(2, 2, [.. Enumerable.Repeat((byte)9, 12)]);
        var overlay = HeatmapImage.Overlay(photograph, Map, ColorMaps.RedBlue, DisplayScale.For(Map, DisplayRule.MaxAbs), 0.8, fade: true);
        Assert.Equal(((byte)9, (byte)9, (byte)9), overlay[1, 0]);
        Assert.NotEqual(((byte)9, (byte)9, (byte)9), overlay[0, 0]);
    }

    [Fact]
    public void SizesThatDoNotFitAreRefused()
    {
        var scale = DisplayScale.For(Map, DisplayRule.MaxAbs);
        var size = Assert.Throws<ShapeException>(() => HeatmapImage.Overlay(new RgbImage(4, 4), Map, ColorMaps.Jet, scale));
        Assert.Equal("Overlay: the photograph has 4 x 4 pixels, but the map has 2 x 2; enlarge the map first.", size.Message);
        var rank = Assert.Throws<ShapeException>(() => HeatmapImage.Render(Map.Reshape(1, 2, 2), ColorMaps.Jet, scale));
        Assert.Equal("HeatmapImage: the map has shape [1, 2, 2], but a picture needs [H, W].", rank.Message);
    }

    [Fact]
    public void InputsBecomeSamplesAgain()
    {
        var grey = InputImage.Render(Tensor<float>.From(new(1, 1, 2), [-1, 1]), [0.5], [0.5]);
        Assert.Equal([0, 0, 0, 255, 255, 255], grey.Pixels);
        var colour = InputImage.Render(Tensor<double>.From(new(3, 1, 1), [0, 0.5, 2]));
        Assert.Equal([0, 128, 255], colour.Pixels);
    }

    [Fact]
    public void EnlargingKeepsPixelsOrInterpolatesThem()
    {
        var image = new RgbImage(2, 1, [0, 0, 0, 200, 200, 200]);
        Assert.Equal([0, 0, 200, 200, 0, 0, 200, 200], Reds(Enlarge.Nearest(image, 2)));
        Assert.Equal([0, 50, 150, 200], Reds(Enlarge.Bilinear(image, 4, 1)));
    }

    private static int[] Reds(RgbImage image) => [.. image.Pixels.Where((_, i) => i % 3 == 0).Select(sample => (int)sample)];
}
