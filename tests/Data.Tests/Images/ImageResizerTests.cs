using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Images;

public class ImageResizerTests
{
    [Theory]
    [InlineData(ResizeFilter.Nearest)]
    [InlineData(ResizeFilter.Area)]
    [InlineData(ResizeFilter.Triangle)]
    [InlineData(ResizeFilter.Bicubic)]
    public void AgreesWithTheDefinition(ResizeFilter filter)
    {
        var random = new SeededRandom(1);
        foreach (var (fromWidth, fromHeight, width, height) in new[] { (7, 5, 7, 5), (13, 9, 5, 4), (4, 3, 11, 10), (16, 2, 4, 6), (1, 1, 3, 3), (9, 9, 1, 1) })
        {
            var image = Picture(random, fromWidth, fromHeight);
            var part = new PixelBox(0.25 * fromWidth / 2, 0, fromWidth * 0.75, fromHeight);
            AssertRounded(Twin(image, PixelBox.Of(image), width, height, filter), ImageResizer.Resize(image, width, height, filter).Rgba);
            AssertRounded(Twin(image, part, width, height, filter), ImageResizer.Resize(image, part, width, height, filter).Rgba);
        }
    }

    [Theory]
    [InlineData(ResizeFilter.Nearest)]
    [InlineData(ResizeFilter.Area)]
    [InlineData(ResizeFilter.Triangle)]
    [InlineData(ResizeFilter.Bicubic)]
    public void TheSameSizeIsTheSamePicture(ResizeFilter filter)
    {
        var image = Picture(new SeededRandom(2), 6, 4);
        Assert.Equal(image.Rgba, ImageResizer.Resize(image, 6, 4, filter).Rgba);
    }

    [Fact]
    public void AreaIsTheMeanOfWhatAPixelCovers()
    {
        Assert.Equal([25, 45], Grey(ImageResizer.Resize(Image.FromPlanes(1, 1, 4, [10, 40, 30, 60]), 2, 1, ResizeFilter.Area)));
        Assert.Equal([23, 50], Grey(ImageResizer.Resize(Image.FromPlanes(1, 1, 3, [10, 50, 50]), 2, 1, ResizeFilter.Area)));
    }

    [Fact]
    public void NearestMixesNoLabels() =>
        Assert.Equal([1, 1, 3, 3, 2, 2], Grey(ImageResizer.Resize(Image.FromPlanes(1, 1, 3, [1, 3, 2]), 6, 1, ResizeFilter.Nearest)));

    [Fact]
    public void InvisibleColoursDoNotBleed()
    {
        var image = new Image(2, 1, [200, 100, 50, 255, 0, 255, 0, 0]);
        Assert.Equal([200, 100, 50, 128], ImageResizer.Resize(image, 1, 1, ResizeFilter.Area).Rgba);
    }

    [Fact]
    public void FinePatternsShrinkToTheirMean()
    {
        var checks = Image.FromPlanes(1, 60, 60, [.. Enumerable.Range(0, 3600).Select(i => (byte)((i % 60 + i / 60) % 2 * 200))]);
        Assert.All(Grey(ImageResizer.Resize(checks, 10, 10)), value => Assert.InRange(value, 96, 104));
    }

    [Fact]
    public void SenselessSizesAndPartsAreRefused()
    {
        var image = new Image(2, 2, new byte[16]);
        Assert.Equal("Resize: 0 x 3 pixels are no picture.", Assert.Throws<ShapeException>(() => ImageResizer.Resize(image, 0, 3)).Message);
        Assert.Equal(
            "Resize: the part of 2 x 2 pixels at (0.5, 0) is not inside the picture of 2 x 2.",
            Assert.Throws<ArgumentException>(() => ImageResizer.Resize(image, new PixelBox(0.5, 0, 2, 2), 1, 1)).Message);
    }

    private static Image Picture(SeededRandom random, int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, 4 * width * height).Select(i => i % 4 == 3 ? (byte)255 : (byte)random.NextInt(256))]);

    private static void AssertRounded(double[] exact, byte[] rounded) =>
        Assert.All(exact.Zip(rounded), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.5001));

    private static byte[] Grey(Image image) => image.ToPlanes(1);

    /// <summary>The definition: each output pixel is the normalised weighted sum over all source pixels, in double precision.</summary>
    private static double[] Twin(Image image, PixelBox part, int width, int height, ResizeFilter filter)
    {
        var result = new double[4 * width * height];
        for (var at = 0; at < result.Length; at++)
        {
            var (x, y, channel) = (at / 4 % width, at / 4 / width, at % 4);
            var (sum, total) = (0.0, 0.0);
            for (var j = 0; j < image.Height; j++)
            {
                for (var i = 0; i < image.Width; i++)
                {
                    var weight = Weight(filter, i, part.X, part.Width / width, x) * Weight(filter, j, part.Y, part.Height / height, y);
                    sum += weight * image.Rgba[4 * (j * image.Width + i) + channel];
                    total += weight;
                }
            }

            result[at] = Math.Clamp(sum / total, 0, 255);
        }

        return result;
    }

    private static double Weight(ResizeFilter filter, int source, double start, double ratio, int output)
    {
        var centre = start + (output + 0.5) * ratio;
        var d = Math.Abs(source + 0.5 - centre) / Math.Max(1, ratio);
        return filter switch
        {
            ResizeFilter.Nearest => (int)Math.Floor(centre) == source ? 1 : 0,
            ResizeFilter.Area => Math.Max(0, Math.Min(source + 1, centre + ratio / 2) - Math.Max(source, centre - ratio / 2)),
            ResizeFilter.Triangle => Math.Max(0, 1 - d),
            _ => d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0,
        };
    }
}
