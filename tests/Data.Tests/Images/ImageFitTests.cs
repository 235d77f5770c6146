using QXai.Data.Images;
using QXai.Numerics;

namespace QXai.Data.Tests.Images;

public class ImageFitTests
{
    private static readonly Image Wide = Image.FromPlanes(1, 2, 4, [10, 20, 30, 40, 10, 20, 30, 40]);

    [Fact]
    public void AnotherSizeIsRefusedUnlessAFitIsChosen()
    {
        var thrown = Assert.Throws<InputException>(() => ImageFit.Exact.Apply(Wide, "a.png", 2, 2));
        Assert.Equal("a.png has 4 x 2 pixels, but 2 x 2 are expected; choose how to fit it: stretch, contain or cover.", thrown.Message);
        Assert.Equal(Wide.Rgba, ImageFit.Exact.Apply(Wide, "a.png", 4, 2).Rgba);
    }

    [Theory]
    [InlineData(FitMode.Stretch, new byte[] { 15, 35, 15, 35 })]
    [InlineData(FitMode.Contain, new byte[] { 15, 35, 7, 7 })]
    [InlineData(FitMode.Cover, new byte[] { 20, 30, 20, 30 })]
    public void EveryModeFits(FitMode mode, byte[] expected)
    {
        var fit = new ImageFit { Mode = mode, Filter = ResizeFilter.Area, Background = 7 };
        Assert.Equal(expected, fit.Apply(Wide, "a.png", 2, 2).ToPlanes(1));
    }

    [Fact]
    public void BackgroundAndInversionAreApplied()
    {
        var image = new Image(1, 1, [100, 100, 100, 0]);
        Assert.Equal([200, 200, 200, 255], (ImageFit.Exact with { Background = 200 }).Apply(image, "a", 1, 1).Rgba);
        Assert.Equal([55, 55, 55, 255], (ImageFit.Exact with { Background = 200, Invert = true }).Apply(image, "a", 1, 1).Rgba);
    }

    [Fact]
    public void ReadsASampleInGreyOrColour()
    {
        var image = new Image(2, 1, [255, 0, 0, 255, 0, 0, 255, 255]);
        var (grey, colour) = (new double[2], new double[6]);
        ImageFit.Exact.Read(image, "a", new Shape(1, 1, 2), Normalisation.Unit, grey);
        ImageFit.Exact.Read(image, "a", new Shape(3, 1, 2), new Normalisation([0, 0, 1], [1, 1, 0.5]), colour);
        Assert.Equal([76 / 255.0, 29 / 255.0], grey);
        Assert.Equal([1, 0, 0, 0, -2, 0], colour);
        Assert.Equal(
            "ImageFit: a sample [C, H, W] is expected, but the shape is [1, 1, 2] and the destination has 3 numbers.",
            Assert.Throws<ShapeException>(() => ImageFit.Exact.Read(image, "a", new Shape(1, 1, 2), Normalisation.Unit, new double[3])).Message);
    }
}
