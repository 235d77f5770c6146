using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Tests;

namespace QXai.Data.Tests.Images;

public class OrientationTests
{
    /// <summary>
    /// The pixels 1 2 3 over 4 5 6, turned by the definition of each value of the tag (CIPA DC-008: which edges of the scene the first row and column
    /// show).
    /// </summary>
    [Theory]
    [InlineData(Orientation.Upright, 3, "123456")]
    [InlineData(Orientation.MirroredAcross, 3, "321654")]
    [InlineData(Orientation.HalfTurn, 3, "654321")]
    [InlineData(Orientation.MirroredDown, 3, "456123")]
    [InlineData(Orientation.Transposed, 2, "142536")]
    [InlineData(Orientation.QuarterTurn, 2, "415263")]
    [InlineData(Orientation.Transverse, 2, "635241")]
    [InlineData(Orientation.ThreeQuarterTurn, 2, "362514")]
    public void EveryOrientationTurnsAsExifSays(Orientation orientation, int width, string expected)
    {
        var stored = Image.FromPlanes(1, 2, 3, [1, 2, 3, 4, 5, 6]);
        var upright = orientation.Apply(stored);
        Assert.Equal((width, 6 / width), (upright.Width, upright.Height));
        Assert.Equal(expected, string.Concat(upright.ToPlanes(1)));
    }

    [Fact]
    public void AnUnknownOrientationIsRefused() => Assert.StartsWith(
        "Orientation 9 does not exist: Exif knows 1 to 8.",
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Orientation)9).Apply(Image.FromPlanes(1, 1, 1, [0]))).Message);

    [SkippableFact]
    public void PhotographsOfOneSceneInAllOrientationsStandUprightAlike()
    {
        var folder = SharedData.Require("image-conformance/jpeg/orientation");
        var expected = ImageReaders.Read(Path.Combine(folder, "orientation_0.jpg"));
        for (var i = 1; i <= 8; i++)
        {
            var path = Path.Combine(folder, $"orientation_{i}.jpg");
            Assert.Equal((Orientation)i, JpegReader.Read(path).Orientation);
            var upright = ImageReaders.Read(path);
            Assert.Equal((expected.Width, expected.Height), (upright.Width, upright.Height));
            Assert.InRange(expected.Rgba.Zip(upright.Rgba, (a, b) => Math.Abs(a - b)).Average(), 0, 4);
        }
    }
}
