using QXai.Data.Images;
using QXai.Data.Png;
using QXai.Numerics;

namespace QXai.Data.Tests.Png;

public class PngReaderTests
{
    [Fact]
    public void SamplesBelowEightBitsAreStretched()
    {
        var image = Decode(PngBytes.Header(5, 1, 2, 0), PngBytes.Rows(0, 0b00_01_10_11, 0b01_000000));
        Assert.Equal([0, 85, 170, 255, 85], Channel(image, 0));
        Assert.Equal((ColourModel.Grey, 2), (image.Source, image.SourceDepth));
    }

    [Fact]
    public void SixteenBitsKeepTheUpperByteAndCompareTransparencyInFull()
    {
        var image = Decode(PngBytes.Header(2, 1, 16, 0), PngBytes.Chunk("tRNS", 0x12, 0x34), PngBytes.Rows(0, 0x12, 0x34, 0x12, 0x35));
        Assert.Equal([0x12, 0x12], Channel(image, 0));
        Assert.Equal([0, 255], Channel(image, 3));
    }

    [Fact]
    public void PaletteAndItsTransparency()
    {
        var image = Decode(
            PngBytes.Header(3, 1, 8, 3), PngBytes.Chunk("PLTE", 1, 2, 3, 4, 5, 6, 7, 8, 9), PngBytes.Chunk("tRNS", 10, 20), PngBytes.Rows(0, 2, 1, 0));
        Assert.Equal([7, 8, 9, 255, 4, 5, 6, 20, 1, 2, 3, 10], image.Rgba);
    }

    [Fact]
    public void AdamsSevenPasses()
    {
        // 3 x 3: pass 1 has (0, 0); pass 4 (2, 0); pass 5 (0, 2), (2, 2); pass 6 (1, 0), (1, 2); pass 7 row 1.
        var image = Decode(PngBytes.Header(3, 3, 8, 0, interlace: 1), PngBytes.Rows(0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Channel(image, 0));
    }

    [Fact]
    public void TheFiveFilters()
    {
        var image = Decode(PngBytes.Header(2, 5, 8, 0), PngBytes.Rows(0, 10, 20, 1, 5, 5, 2, 1, 1, 3, 4, 4, 4, 2, 2));
        Assert.Equal([10, 20, 5, 10, 6, 11, 7, 13, 9, 15], Channel(image, 0));
    }

    [Fact]
    public void DataMayBeSplitIntoChunksAnywhere()
    {
        var data = PngBytes.Zlib(0, 1, 2);
        var image = Decode([PngBytes.Header(2, 1, 8, 0), .. data.Select(one => PngBytes.Chunk("IDAT", one))]);
        Assert.Equal([1, 2], Channel(image, 0));
    }

    public static TheoryData<byte[], string> Broken
    {
        get
        {
            byte[] header = PngBytes.Header(2, 1, 8, 0), rows = PngBytes.Rows(0, 1, 2), good = PngBytes.File(header, rows);
            byte[] flipped = [.. good];
            flipped[^1] ^= 2;
            return new()
            {
                { [], "f is no PNG file: it does not begin with PNG's signature of 8 bytes." },
                { good[..8], "f is cut short: it ends after 8 bytes without the chunk IEND." },
                { good[..^12], $"f is cut short: it ends after {good.Length - 12} bytes without the chunk IEND." },
                { good[..^14], $"f is cut short: chunk IDAT at byte 33 declares {rows.Length - 12} bytes, but only {rows.Length - 14} follow." },
                { flipped, $"f: chunk IEND at byte {good.Length - 12} has the checksum AE426080, but its content gives AE426082: the file is damaged." },
                { PngBytes.File(rows), "f: the first chunk is IDAT, but IHDR is expected." },
                { PngBytes.File(header, header, rows), "f: chunk IHDR stands a second time or too late, after IHDR." },
                { PngBytes.File(header, rows, PngBytes.Chunk("tIME"), rows), "f: chunk IDAT stands a second time or too late, after tIME." },
                { PngBytes.File(header, rows, PngBytes.Chunk("tRNS", 0, 1)), "f: chunk tRNS stands a second time or too late, after IDAT." },
                { PngBytes.File(header, PngBytes.Chunk("ABCD"), rows), "f: chunk ABCD is marked as necessary, but is not one of PNG's." },
                { PngBytes.File(header, PngBytes.Chunk("a1cd"), rows), "f: the chunk at byte 33 has no name of four letters: the file is damaged." },
                { PngBytes.File(PngBytes.Chunk("IHDR", 1), rows), "f: chunk IHDR has 1 bytes, but 13 are expected." },
                { PngBytes.File(PngBytes.Header(0, 1, 8, 0), rows), "f: the picture is declared as 0 x 1 pixels, but each side has 1 to 2147483647." },
                {
                    PngBytes.File(PngBytes.Header(100_000, 100_000, 8, 0), rows),
                    "f: the picture is declared as 100000 x 100000 pixels, but at most 64000000 pixels are allowed."
                },
                { PngBytes.File(PngBytes.Header(2, 1, 4, 2), rows), "f: colour type 2 with 4 bits per sample does not exist in PNG." },
                { PngBytes.File(PngBytes.Header(2, 1, 8, 5), rows), "f: colour type 5 with 8 bits per sample does not exist in PNG." },
                {
                    PngBytes.File(PngBytes.Header(2, 1, 8, 0, 2), rows),
                    "f: compression 0, filter method 0 and interlacing 2 are declared, but only 0, 0 and 0 or 1 exist in PNG."
                },
                { PngBytes.File(header), "f has no picture: there is no chunk IDAT, or it is empty." },
                { PngBytes.File(PngBytes.Header(2, 1, 8, 3), rows), "f: its pixels are indices into a palette, but there is no chunk PLTE." },
                {
                    PngBytes.File(PngBytes.Header(2, 1, 8, 3), PngBytes.Chunk("PLTE", 1, 2, 3, 4), rows),
                    "f: chunk PLTE has 4 bytes, but 3 for each of 1 to 256 colours are expected."
                },
                {
                    PngBytes.File(PngBytes.Header(2, 1, 8, 3), PngBytes.Chunk("PLTE", 1, 2, 3), rows),
                    "f: a pixel has colour 1 of the palette, which has the colours 0 to 0."
                },
                { PngBytes.File(header, PngBytes.Chunk("tRNS", 1, 2, 3), rows), "f: chunk tRNS has 3 bytes, but 2 are expected here." },
                {
                    PngBytes.File(PngBytes.Header(8000, 8000, 8, 0), rows),
                    $"f: a picture of 8000 x 8000 pixels has 64008000 bytes, which the {rows.Length - 12} compressed bytes of the file cannot hold."
                },
                { PngBytes.File(header, PngBytes.Chunk("IDAT", 1, 2, 3)), "f: the compressed rows are damaged." },
                { PngBytes.File(header, PngBytes.Rows(0, 1)), "f is cut short: its compressed rows end in row 0 of 1." },
                { PngBytes.File(header, PngBytes.Rows(5, 1, 2)), "f: row 0 names filter 5, but PNG has the filters 0 to 4." },
                { PngBytes.File(header, PngBytes.Rows(0, 1, 2, 3)), "f: the compressed rows go on after the last row of the picture." },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void BrokenFilesAreRefused(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => PngReader.Decode(file, "f")).Message);

    [Fact]
    public void AWrongChecksumOfTheRowsIsNoticed()
    {
        var data = PngBytes.Zlib(0, 1, 2);
        data[^1] ^= 1;
        var thrown = Assert.Throws<InputException>(() => Decode(PngBytes.Header(2, 1, 8, 0), PngBytes.Chunk("IDAT", data)));
        Assert.Equal("f: the compressed rows are damaged.", thrown.Message);
    }

    [Fact]
    public void CutAnywhereAFileIsRefused()
    {
        var file = PngBytes.File(PngBytes.Header(2, 2, 8, 2), PngBytes.Rows(0, 1, 2, 3, 4, 5, 6, 1, 1, 2, 3, 4, 5, 6));
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<InputException>(() => PngReader.Decode(file.AsSpan(0, length), "f")));
    }

    [Fact]
    public void LimitsAreRespected()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.png", PngBytes.File(PngBytes.Header(2, 1, 8, 0), PngBytes.Rows(0, 1, 2)));
        Assert.Equal(2, ImageReaders.Read(path).Width);
        Assert.Equal(
            $"{path}: the picture is declared as 2 x 1 pixels, but at most 1 pixels are allowed.",
            Assert.Throws<InputException>(() => ImageReaders.Read(path, new ImageLimits { MaxPixels = 1 })).Message);
        Assert.Equal(
            $"{path} has {new FileInfo(path).Length} bytes, but at most 10 are allowed.",
            Assert.Throws<InputException>(() => PngReader.Read(path, new ImageLimits { MaxFileBytes = 10 })).Message);
        Assert.Equal($"{folder["b"]} cannot be read: there is no such file.", Assert.Throws<InputException>(() => ImageReaders.Read(folder["b"])).Message);
        folder.Write("c", [1, 2, 3]);
        Assert.Equal(
            $"{folder["c"]} is no picture of a known format; PNG, JPEG can be read.",
            Assert.Throws<InputException>(() => ImageReaders.Read(folder["c"])).Message);
    }

    private static Image Decode(params byte[][] chunks) => PngReader.Decode(PngBytes.File(chunks), "f");

    private static byte[] Channel(Image image, int channel) => [.. image.Rgba.Where((_, at) => at % 4 == channel)];
}
