using System.Diagnostics;
using System.Security.Cryptography;
using QXai.Data.Images;
using QXai.Data.Png;
using QXai.Numerics;
using QXai.Tests;

namespace QXai.Data.Tests.Png;

public class PngConformanceTests
{
    [SkippableFact]
    public void EveryConformanceFileDecodesExactlyOrIsRefused()
    {
        var folder = SharedData.Require("image-conformance");
        var wrong = new List<string>();
        var (decoded, refused) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(folder, "png-expected.csv")).Skip(1))
        {
            var fields = line.Split(',');
            var (file, ok, hash) = (fields[0], fields[2] == "ok", fields[3]);
            var (image, error) = TryRead(Path.Combine(folder, file));
            decoded += image is not null ? 1 : 0;
            refused += image is null ? 1 : 0;
            var found = image is null ? error! : Convert.ToHexStringLower(SHA256.HashData(image.Rgba));
            if (ok ? found != hash : image is not null)
            {
                wrong.Add($"{line}: {found}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((187, 14), (decoded, refused));
    }

    [SkippableFact]
    public void DamagedFilesEndWithAPictureOrOurOwnErrorSoonAndInLittleMemory()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("image-conformance/corrupt/png")))
        {
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            var (image, error) = TryRead(path);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(image is not null || (error!.StartsWith(path, StringComparison.Ordinal) && !error.Contains('\n')), $"{path}: {error}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{path} took {clock.Elapsed}.");
            Assert.True(allocated < 300_000_000, $"{path} allocated {allocated} bytes.");
        }
    }

    private static (Image? Image, string? Error) TryRead(string path)
    {
        try
        {
            return (PngReader.Read(path), null);
        }
        catch (InputException exception)
        {
            return (null, exception.Message);
        }
    }
}
