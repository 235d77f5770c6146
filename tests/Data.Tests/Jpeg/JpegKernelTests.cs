using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Data.Jpeg.Kernels;
using QXai.Numerics.Random;

namespace QXai.Data.Tests.Jpeg;

public class JpegKernelTests
{
    [Fact]
    public void InverseDctAgreesWithItsDefinitionAndWithItsScalarTwin()
    {
        var random = new SeededRandom(1);
        Span<byte> fast = stackalloc byte[8 * 11];
        Span<byte> slow = stackalloc byte[8 * 11];
        for (var trial = 0; trial < 3000; trial++)
        {
            var (block, table) = (new short[64], new int[64]);
            for (var i = 0; i < 64; i++)
            {
                table[i] = 1 + random.NextInt(trial % 3 == 0 ? 255 : 16);
                block[i] = random.NextDouble() < 1.0 / (1 + trial % 40) ? (short)(random.NextInt(2 * 600 / table[i] + 1) - 600 / table[i]) : (short)0;
            }

            InverseDct.Write(block, table, fast, 11);
            InverseDct.WriteScalars(block, table, slow, 11);

            for (var i = 0; i < 64; i++)
            {
                Assert.Equal(slow[i / 8 * 11 + i % 8], fast[i / 8 * 11 + i % 8]);
                Assert.InRange(fast[i / 8 * 11 + i % 8] - Math.Clamp(128 + Definition(block, table, i / 8, i % 8), 0, 255), -0.6, 0.6);
            }
        }
    }

    [Fact]
    public void YCbCrIsTheRoundedMatrix()
    {
        for (var width = 1; width < 40; width++)
        {
            var random = new SeededRandom((ulong)width);
            var (y, cb, cr, rgba) = (Row(random, width), Row(random, width), Row(random, width), new byte[4 * width]);
            ColourConversion.YCbCr(y, cb, cr, rgba);
            for (var x = 0; x < width; x++)
            {
                AssertNear(y[x] + 1.402 * (cr[x] - 128), rgba[4 * x]);
                AssertNear(y[x] - 0.344136 * (cb[x] - 128) - 0.714136 * (cr[x] - 128), rgba[4 * x + 1]);
                AssertNear(y[x] + 1.772 * (cb[x] - 128), rgba[4 * x + 2]);
                Assert.Equal(255, rgba[4 * x + 3]);
            }
        }
    }

    /// <summary>
    /// Adobe's programs store inks upside down; luma and chroma hold the complements of the inks, so that grey chroma gives three equal inks.
    /// </summary>
    [Theory]
    [InlineData(-1, 155, 127, 127, 204)]
    [InlineData(0, 100, 128, 128, 51)]
    [InlineData(1, 155, 155, 155, 51)]
    [InlineData(2, 155, 155, 155, 51)]
    public void InksAreShownAsPaperMinusInk(int transform, int red, int green, int blue, int paper)
    {
        var jpeg = new FlatBlockJpeg(8, 8, (1, 1), (1, 1), (1, 1), (1, 1))
        {
            AdobeTransform = transform,
            Value = (component, _, _) => component switch { 0 => 100, 3 => 51, _ => 128 }
        };

        var picture = JpegReader.Read(jpeg.ToBytes(), "inks").Stored;

        Assert.Equal(ColourModel.Cmyk, picture.Source);
        Assert.Equal([(byte)((red * paper + 127) / 255), (byte)((green * paper + 127) / 255), (byte)((blue * paper + 127) / 255), 255], picture.Rgba[..4]);
    }

    [Fact]
    public void TheTriangleFilterFollowsItsDefinitionForEveryLength()
    {
        for (var count = 1; count < 70; count++)
        {
            var random = new SeededRandom((ulong)count);
            var (near, far) = (Row(random, count), Row(random, count));
            var (sums, row) = (new ushort[TriangleFilter.ScratchLength(count)], new byte[TriangleFilter.OutputLength(count)]);
            TriangleFilter.Sums(near, far, sums);
            TriangleFilter.Across(sums, count, 8, 7, 4, row);
            for (var i = 0; i < count; i++)
            {
                int Sum(int at) => 3 * near[Math.Clamp(at, 0, count - 1)] + far[Math.Clamp(at, 0, count - 1)];
                Assert.Equal((3 * Sum(i) + Sum(i - 1) + 8) >> 4, row[2 * i]);
                Assert.Equal((3 * Sum(i) + Sum(i + 1) + 7) >> 4, row[2 * i + 1]);
            }
        }
    }

    private static double Definition(short[] block, int[] table, int y, int x)
    {
        var sum = 0.0;
        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var scale = (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1) / 4;
                sum += scale * block[8 * v + u] * table[8 * v + u] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
            }
        }

        return sum;
    }

    private static byte[] Row(SeededRandom random, int width) => [.. Enumerable.Range(0, width).Select(_ => (byte)random.NextInt(256))];

    private static void AssertNear(double expected, byte actual) => Assert.InRange(actual - Math.Clamp(expected, 0, 255), -0.51, 0.51);
}
