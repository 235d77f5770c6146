using QXai.Data.Images;
using QXai.Data.Png;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Png;

public class PngWriterTests
{
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (2, 3), (7, 5), (64, 1), (1, 64), (33, 70)];

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var random = new SeededRandom(1);
        foreach (var (width, height) in Sizes)
        {
            foreach (var smooth in new[] { false, true })
            {
                var rgba = Samples(random, width, height, smooth);
                var image = new Image(width, height, rgba);
                Assert.Equal(rgba, PngReader.Decode(PngWriter.Encode(image), "f").Rgba);

                var rgb = image.ToRgb();
                var decoded = PngReader.Decode(PngWriter.Encode(rgb), "f");
                Assert.Equal((ColourModel.Rgb, 8), (decoded.Source, decoded.SourceDepth));
                Assert.Equal(rgb.Pixels, decoded.ToRgb().Pixels);

                var grey = image.ToPlanes(1);
                decoded = PngReader.Decode(PngWriter.EncodeGrey(width, height, grey), "f");
                Assert.Equal(ColourModel.Grey, decoded.Source);
                Assert.Equal(grey, decoded.ToPlanes(1));
            }
        }
    }

    [Fact]
    public void EveryFilterCanBeUndone()
    {
        var random = new SeededRandom(2);
        for (var filter = 0; filter < PngFilter.Count; filter++)
        {
            foreach (var step in new[] { 1, 2, 3, 4, 6, 8 })
            {
                var (row, above, filtered) = (Bytes(random, 24), Bytes(random, 24), new byte[24]);
                PngFilter.Apply(filter, row, above, step, filtered);
                PngFilter.Undo(filter, filtered, above, step);
                Assert.Equal(row, filtered);
            }
        }
    }

    [Fact]
    public void SmoothPicturesShrink()
    {
        var rgb = new RgbImage(200, 200);
        for (var i = 0; i < 40_000; i++)
        {
            rgb[i % 200, i / 200] = ((byte)(i % 200), (byte)(i / 200), (byte)(i % 200 / 2 + i / 400));
        }

        Assert.InRange(PngWriter.Encode(rgb).Length, 100, 3000);
    }

    [Fact]
    public void FilesAreWrittenWholeOrNotAtAll()
    {
        using var folder = new TemporaryFolder();
        PngWriter.WriteGrey(folder["g.png"], 2, 1, [3, 4]);
        Assert.Equal([3, 4], ImageReaders.Read(folder["g.png"]).ToPlanes(1));
        Assert.Equal(
            $"{folder["no/g.png"]} cannot be written: the folder {folder["no"]} does not exist.",
            Assert.Throws<InputException>(() => PngWriter.Write(folder["no/g.png"], new RgbImage(1, 1))).Message);
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void WrongNumbersOfPixelsAreRefused() => Assert.Equal(
        "WriteGrey: 2 x 2 pixels need 4 bytes, but 3 were given.",
        Assert.Throws<ShapeException>(() => PngWriter.EncodeGrey(2, 2, [1, 2, 3])).Message);

    private static byte[] Bytes(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(256))];

    private static byte[] Samples(SeededRandom random, int width, int height, bool smooth) =>
        smooth
            ? [.. Enumerable.Range(0, 4 * width * height).Select(i => (byte)(i % 4 * 50 + i / 4 % width + i / (4 * width)))] :
             Bytes(random, 4 * width * height);
}
