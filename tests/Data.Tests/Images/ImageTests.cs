using QXai.Data.Images;
using QXai.Numerics;
using QXai.Numerics.Imaging;

namespace QXai.Data.Tests.Images;

public class ImageTests
{
    [Fact]
    public void PlanesAndPicturesConvertBack()
    {
        byte[] planes = [1, 2, 3, 4, 5, 6];
        Assert.Equal(planes, Image.FromPlanes(3, 1, 2, planes).ToPlanes(3));
        Assert.Equal([1, 2], Image.FromPlanes(1, 1, 2, [1, 2]).ToPlanes(1));
        var rgb = new RgbImage(2, 1, [9, 8, 7, 6, 5, 4]);
        Assert.Equal(rgb.Pixels, Image.From(rgb).ToRgb().Pixels);
    }

    [Fact]
    public void EveryGreyKeepsItsLuma() => Assert.All(Enumerable.Range(0, 256), v => Assert.Equal(v, Image.Luma((byte)v, (byte)v, (byte)v)));

    [Fact]
    public void TransparentPartsShowTheBackground()
    {
        var image = new Image(3, 1, [10, 10, 10, 0, 10, 20, 30, 255, 0, 0, 0, 128]);
        Assert.Equal([255, 255, 255, 10, 20, 30, 127, 127, 127], image.ToRgb().Pixels);
        Assert.Equal([50, 50, 50, 10, 20, 30, 25, 25, 25], image.ToRgb(background: 50).Pixels);
    }

    [Fact]
    public void WrongSizesAreRefused()
    {
        Assert.Equal("Image: 2 x 1 pixels need 8 samples, but 7 were given.", Assert.Throws<ShapeException>(() => new Image(2, 1, new byte[7])).Message);
        Assert.Equal(
            "Image: 2 channels are not possible; pictures have 1 (grey) or 3 (red, green, blue).",
            Assert.Throws<ShapeException>(() => new Image(1, 1, new byte[4]).ToPlanes(2)).Message);
        Assert.Equal("Image: planes [3, 1, 1] need 3 bytes, but 2 were given.", Assert.Throws<ShapeException>(() => Image.FromPlanes(3, 1, 1, [1, 2])).Message);
    }
}
