using System.Diagnostics;
using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Data.Png;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Jpeg;

public class JpegConformanceTests
{
    [SkippableFact]
    public void EveryConformanceFileHasTheVeryPixelsOfItsReferenceDecode()
    {
        var folder = SharedData.Require("image-conformance");
        var wrong = new List<string>();
        var (decoded, compared) = (0, 0);
        foreach (var (file, features, reference) in ValidFiles(folder))
        {
            var picture = JpegReader.Read(Path.Combine(folder, file));
            Assert.Contains($"size={picture.Stored.Width}x{picture.Stored.Height};", features);
            decoded++;
            if (reference.Length > 0)
            {
                compared++;
                var largest = LargestDifference(PngReader.Read(Path.Combine(folder, reference)), picture.Stored);
                if (largest > 0)
                {
                    wrong.Add($"{file}: largest difference {largest}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((116, 103), (decoded, compared));
    }

    [SkippableFact]
    public void OnlyTheFilesWithFaultsHaveWarnings()
    {
        var folder = SharedData.Require("image-conformance");
        var warnings = ValidFiles(folder)
            .SelectMany(entry => JpegReader.Read(Path.Combine(folder, entry.File)).Warnings.Select(warning => $"{Path.GetFileName(entry.File)}: {warning}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            """
            partial_progressive.jpg: stray bytes before marker DA: 18
            partial_progressive.jpg: the data of a scan are damaged or end early: the first fault is in MCU 0 of 1
            photoshop-200dpi-broken.jpg: stray bytes before marker E1: 16
            progressive-missing-ac.jpg: component 1 is incomplete: scans are missing
            progressive-missing-dc.jpg: component 1 is incomplete: scans are missing
            truncated_app14.jpg: stray bytes before marker DB: 1
            """,
            string.Join("\n", warnings));
    }

    [SkippableFact]
    public void DamagedFilesEndWithAPictureOrOurOwnErrorSoonAndInLittleMemory()
    {
        var (pictures, refusals) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("image-conformance/corrupt/jpeg")))
        {
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            try
            {
                JpegReader.Read(path);
                pictures++;
            }
            catch (InputException exception)
            {
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', exception.Message);
                refusals++;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{path} took {clock.Elapsed}.");
            Assert.True(allocated < 20_000_000, $"{path} allocated {allocated} bytes.");
        }

        Assert.Equal((88, 172), (pictures, refusals));
    }

    [SkippableTheory]
    [InlineData("12bit-monkey12.jpg", "JPEG with 12 bits per sample is not supported; 8 are.")]
    [InlineData(
        "arithmetic-testimgari.jpg",
        "JPEG with arithmetic coding (SOF9) is not supported; baseline, extended and progressive Huffman coding are (SOF0, SOF1, SOF2).")]
    [InlineData("lossless-sof3-sel1.jpg", "lossless JPEG (SOF3) is not supported; baseline, extended and progressive Huffman coding are (SOF0, SOF1, SOF2).")]
    public void OtherCodingsAreRefusedByName(string file, string reason)
    {
        var path = SharedData.Require($"image-conformance/jpeg/unsupported/{file}");
        Assert.Equal($"{path}: {reason}", Assert.Throws<InputException>(() => JpegReader.Read(path)).Message);
    }

    [SkippableFact]
    public void TheKindIsFoundByContentAndNotByName()
    {
        var path = SharedData.Require("image-conformance/jpeg/image-rs/mozilla-jpg-size-6x6.jpg");
        Assert.Equal((6, 6), (ImageReaders.Read(path).Width, ImageReaders.Read(path).Height));
        Assert.Equal($"{path} is no JPEG file: it does not begin with the bytes FF D8.", Assert.Throws<InputException>(() => JpegReader.Read(path)).Message);
    }

    [SkippableFact]
    public void EveryUntouchedPhotographDecodesToItsSizeWithoutWarnings()
    {
        var folder = SharedData.Require("dogs-vs-cats");
        foreach (var line in File.ReadLines(Path.Combine(folder, "originals.csv")).Skip(1))
        {
            var fields = line.Split(',');
            var picture = JpegReader.Read(Path.Combine(folder, fields[0]));
            Assert.Equal((fields[3], fields[4]), ($"{picture.Stored.Width}", $"{picture.Stored.Height}"));
            Assert.Empty(picture.Warnings);
        }
    }

    /// <summary>The bar is 8 ms on one core; on a busy machine the best of the runs of up to five seconds counts.</summary>
    [SkippableFact]
    public void APhotographOf500PixelsTakesLessThanEightMilliseconds()
    {
        var file = File.ReadAllBytes(SharedData.Require("dogs-vs-cats/originals/saint_bernard_171.jpg"));
        var (best, all) = (TimeSpan.MaxValue, Stopwatch.StartNew());
        while (best > TimeSpan.FromMilliseconds(8) && all.Elapsed < TimeSpan.FromSeconds(5))
        {
            var clock = Stopwatch.StartNew();
            JpegReader.Read(file, "photograph");
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(8), $"500 x 462 pixels took {best.TotalMilliseconds} ms.");
    }

    private static IEnumerable<(string File, string Features, string Reference)> ValidFiles(string folder) =>
        from line in File.ReadLines(Path.Combine(folder, "sources.csv"))
        where line.StartsWith("jpeg/", StringComparison.Ordinal)
            && !line.StartsWith("jpeg/unsupported/", StringComparison.Ordinal)
            && !line.Contains("SOF=no-SOI")
        select (line[..line.IndexOf(',')], line, line[(line.LastIndexOf(',') + 1)..]);

    private static int LargestDifference(Image a, Image b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var largest = 0;
        for (var i = 0; i < a.Rgba.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(a.Rgba[i] - b.Rgba[i]));
        }

        return largest;
    }
}
