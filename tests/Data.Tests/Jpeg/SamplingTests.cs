using QXai.Data.Jpeg;

namespace QXai.Data.Tests.Jpeg;

/// <summary>Every combination of sampling factors against the definition of the upsampling, sample by sample.</summary>
public class SamplingTests
{
    public static TheoryData<bool> Scans => [false, true];

    [Theory]
    [MemberData(nameof(Scans))]
    public void EverySamplingOfLumaAndChromaIsBroughtToFullSize(bool separate)
    {
        for (var factors = 0; factors < 256; factors++)
        {
            var (luma, chroma) = ((1 + (factors & 3), 1 + (factors >> 2 & 3)), (1 + (factors >> 4 & 3), 1 + (factors >> 6)));
            foreach (var (width, height) in ((int, int)[])[(45, 38), (3, 2)])
            {
                var jpeg = new FlatBlockJpeg(width, height, luma, chroma, (1, 1)) { Identifiers = [(byte)'R', (byte)'G', (byte)'B'], SeparateScans = separate };
                var picture = JpegReader.Read(jpeg.ToBytes(), $"{luma} {chroma}");

                Assert.Empty(picture.Warnings);
                var expected = picture.Stored.Rgba.ToArray();
                for (var i = 0; i < expected.Length; i++)
                {
                    expected[i] = i % 4 == 3 ? (byte)255 : (byte)Expected(jpeg, [luma, chroma, (1, 1)], i % 4, i / 4 / width, i / 4 % width);
                }

                Assert.True(expected.AsSpan().SequenceEqual(picture.Stored.Rgba), $"{luma} {chroma} at {width} x {height}");
            }
        }
    }

    [Fact]
    public void AHeightToldAfterTheFirstScanIsUsed()
    {
        var early = new FlatBlockJpeg(33, 29, (2, 2), (1, 1), (1, 1));
        var late = new FlatBlockJpeg(33, 29, (2, 2), (1, 1), (1, 1)) { TellsHeightAfterwards = true };
        Assert.Equal(JpegReader.Read(early.ToBytes(), "early").Stored.Rgba, JpegReader.Read(late.ToBytes(), "late").Stored.Rgba);
    }

    [Fact]
    public void MissingHuffmanTablesAreTheStandards()
    {
        var with = new FlatBlockJpeg(33, 29, (2, 1), (1, 1), (1, 1));
        var without = new FlatBlockJpeg(33, 29, (2, 1), (1, 1), (1, 1)) { DefinesHuffmanTables = false };
        Assert.Equal(JpegReader.Read(with.ToBytes(), "with").Stored.Rgba, JpegReader.Read(without.ToBytes(), "without").Stored.Rgba);
    }

    /// <summary>The triangle filter for halves (rows of chroma longer than 2 across), the nearest sample to the left and above otherwise.</summary>
    private static int Expected(FlatBlockJpeg jpeg, (int Horizontal, int Vertical)[] sampling, int component, int y, int x)
    {
        var ((h, v), (width, height)) = (sampling[component], jpeg.Extent(component));
        var (column, row) = (x * h / jpeg.HorizontalMost, y * v / jpeg.VerticalMost);
        var (halfAcross, halfDown) = (2 * h == jpeg.HorizontalMost, 2 * v == jpeg.VerticalMost);
        var across = halfAcross && width > 2 && (halfDown || v == jpeg.VerticalMost);
        var down = halfDown && (across || h == jpeg.HorizontalMost);
        var (nextColumn, nextRow) = (Math.Clamp(x % 2 == 0 ? column - 1 : column + 1, 0, width - 1), Math.Clamp(y % 2 == 0 ? row - 1 : row + 1, 0, height - 1));
        int At(int r, int c) => jpeg.Sample(component, r, c);
        return (across, down) switch
        {
            (true, true) => (9 * At(row, column) + 3 * At(row, nextColumn) + 3 * At(nextRow, column) + At(nextRow, nextColumn) + (x % 2 == 0 ? 8 : 7)) >> 4,
            (true, false) => (3 * At(row, column) + At(row, nextColumn) + (x % 2 == 0 ? 1 : 2)) >> 2,
            (false, true) => (3 * At(row, column) + At(nextRow, column) + (y % 2 == 0 ? 1 : 2)) >> 2,
            _ => At(row, column),
        };
    }
}
