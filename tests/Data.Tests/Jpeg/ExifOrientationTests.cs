using QXai.Data.Images;
using QXai.Data.Jpeg;

namespace QXai.Data.Tests.Jpeg;

public class ExifOrientationTests
{
    private static readonly byte[] Little =
        [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x0F, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0];

    private static readonly byte[] Big = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0];

    [Fact]
    public void ItIsReadInBothByteOrders()
    {
        Assert.Equal(Orientation.QuarterTurn, ExifOrientation.Find(Little));
        Assert.Equal(Orientation.ThreeQuarterTurn, ExifOrientation.Find(Big));
    }

    [Fact]
    public void ShortAndChangedSegmentsHaveNoneOrAValidOne()
    {
        for (var length = 0; length < Little.Length; length++)
        {
            Assert.True(ExifOrientation.Find(Little.AsSpan(0, length)) is null or Orientation.QuarterTurn);
        }

        for (var at = 0; at < Little.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                byte[] changed = [.. Little];
                changed[at] = (byte)value;
                Assert.True(ExifOrientation.Find(changed) is null or >= Orientation.Upright and <= Orientation.ThreeQuarterTurn);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void ValuesThatAreNoOrientationCountAsNone(byte value)
    {
        byte[] changed = [.. Little];
        changed[^4] = value;
        Assert.Null(ExifOrientation.Find(changed));
    }
}
