using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Numerics;
using QXai.Numerics.Random;
using QXai.Tests;

namespace QXai.Data.Tests.Jpeg;

public class DamagedJpegTests
{
    [Fact]
    public void ChangedBytesNeverLeadToAnotherException()
    {
        var random = new SeededRandom(7);
        foreach (var path in Directory.EnumerateFiles(Fixtures.Path("jpeg"), "*.jpg").Order(StringComparer.Ordinal))
        {
            var original = File.ReadAllBytes(path);
            for (var trial = 0; trial < 400; trial++)
            {
                var file = original.AsSpan(0, trial % 4 == 0 ? random.NextInt(original.Length) : original.Length).ToArray();
                for (var change = random.NextInt(6); change >= 0 && file.Length > 0; change--)
                {
                    file[random.NextInt(file.Length)] = (byte)random.NextInt(256);
                }

                try
                {
                    JpegReader.Read(file, "file", new ImageLimits { MaxPixels = 4_000_000 });
                }
                catch (InputException exception)
                {
                    Assert.StartsWith("file", exception.Message);
                }
            }
        }
    }

    [Fact]
    public void AFileCutShortGivesTheRowsThatItHolds()
    {
        var whole = File.ReadAllBytes(Fixtures.Path("jpeg/420-restart.jpg"));
        var expected = JpegReader.Read(whole, "whole").Stored;
        var picture = JpegReader.Read(whole.AsSpan(0, whole.Length - 400), "short");

        Assert.Contains("the file ends without an end-of-image marker", picture.Warnings);
        var same = Enumerable.Range(0, expected.Rgba.Length).TakeWhile(i => expected.Rgba[i] == picture.Stored.Rgba[i]).Count() / 4 / expected.Width;
        Assert.InRange(same, 16, expected.Height - 8);
    }

    [Theory]
    [InlineData(1, "restart marker 3 comes where 2 is expected")]
    [InlineData(2, "restart marker 4 comes where 2 is expected")]
    public void LostRestartIntervalsCostNoOthers(int lost, string warning)
    {
        var jpeg = new FlatBlockJpeg(64, 64, (1, 1), (1, 1), (1, 1)) { RestartInterval = 4, IsJfif = true };
        var whole = jpeg.ToBytes();
        var (from, to) = (MarkerAfter(whole, 2), MarkerAfter(whole, 2 + lost));
        byte[] damaged = [.. whole[..from], .. whole[to..]];

        var (expected, picture) = (JpegReader.Read(whole, "whole").Stored, JpegReader.Read(damaged, "damaged"));

        Assert.Contains(warning, picture.Warnings);
        var wrong = Enumerable.Range(0, 64).Where(block => Pixel(expected, block) != Pixel(picture.Stored, block));
        Assert.Equal(Enumerable.Range(12, 4 * lost), wrong);
    }

    [Fact]
    public void AStrayRestartMarkerIsPassedOver()
    {
        var whole = new FlatBlockJpeg(64, 64, (1, 1), (1, 1), (1, 1)) { RestartInterval = 4, IsJfif = true }.ToBytes();
        var (from, to) = (MarkerAfter(whole, 1), MarkerAfter(whole, 2));
        byte[] damaged = [.. whole[..to], .. whole[from..to], .. whole[to..]];

        var picture = JpegReader.Read(damaged, "damaged");

        Assert.Equal(["restart marker 1 comes where 2 is expected"], picture.Warnings);
        Assert.Equal(JpegReader.Read(whole, "whole").Stored.Rgba, picture.Stored.Rgba);
    }

    [Fact]
    public void MoreScansThanAnyPictureNeedsAreRefused()
    {
        var file = File.ReadAllBytes(Fixtures.Path("jpeg/grey-progressive.jpg")).ToList();
        Tall(file, 40_000);
        byte[] emptyScan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0x10, 0xFF];
        for (var i = 0; i < 60_000; i++)
        {
            file.InsertRange(file.Count - 2, emptyScan);
        }

        var message = Assert.Throws<InputException>(() => JpegReader.Read(file.ToArray(), "bomb")).Message;
        Assert.StartsWith("bomb has more scans than a picture can need: it stops at scan ", message);
    }

    [Theory]
    [InlineData(65535, 65535, "announces 65535 x 65535 pixels; 64000000 at most are allowed.")]
    [InlineData(7000, 7000, "announces 7000 x 7000 pixels, but its 623 bytes cannot hold them: a block of 8 x 8 takes a bit at least.")]
    public void ASizeThatTheFileCannotHoldIsRefusedBeforeAnythingIsAllocated(int width, int height, string reason)
    {
        var file = new FlatBlockJpeg(16, 16, (2, 2), (1, 1), (1, 1)).ToBytes();
        var frame = Find(file, 0xC1);
        (file[frame + 5], file[frame + 6], file[frame + 7], file[frame + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<InputException>(() => JpegReader.Read(file, "huge")).Message;
        Assert.Equal($"huge {reason.Replace("623", $"{file.Length}")}", message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void ErrorsNameWhatIsWrong()
    {
        Assert.Equal("x is no JPEG file: it does not begin with the bytes FF D8.", Error([0x89, 0x50]));
        Assert.Equal("x holds no JPEG picture: it has no frame header.", Error([0xFF, 0xD8, 0xFF, 0xD9]));
        Assert.Equal("x ends inside its segment DB.", Error([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0]));
        Assert.Equal("x: segment E0 announces a length of 1; 2 is the least.", Error([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0]));
        Assert.Equal("x: a scan comes before the frame header.", Error([0xFF, 0xD8, 0xFF, 0xDA, 0, 2]));
        Assert.Equal(
            "x: JPEG with 2 components is not supported; 1 (grey), 3 (YCbCr, RGB) and 4 (CMYK, YCCK) are.",
            Error(new FlatBlockJpeg(8, 8, (1, 1), (1, 1)).ToBytes()));
    }

    private static string Error(byte[] file) => Assert.Throws<InputException>(() => JpegReader.Read(file, "x")).Message;

    private static int Pixel(Image image, int block) => BitConverter.ToInt32(image.Rgba, 4 * (block / 8 * 8 * image.Width + block % 8 * 8));

    private static int Find(byte[] file, byte marker) => file.AsSpan().IndexOf([(byte)0xFF, marker]);

    private static int MarkerAfter(byte[] file, int restart) => Find(file, (byte)(0xD0 + restart));

    private static void Tall(List<byte> file, int height)
    {
        var frame = Find(file.ToArray(), 0xC2);
        (file[frame + 5], file[frame + 6]) = ((byte)(height >> 8), (byte)height);
    }
}
