using System.Collections.Concurrent;
using QXai.Data.Files;
using QXai.Data.Folders;
using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Numerics;

namespace QXai.Data.Checks;

/// <summary>Reads every picture of a folder per class, several at once.</summary>
internal static class PictureCheck
{
    public static DataReport Run(string folder, Action<int, int>? progress, CancellationToken cancellation)
    {
        var found = LabelledFolder.Find(folder);
        var files = found.Train.Select(file => (Split: found.HasSplits ? "train" : "", File: file))
            .Concat(found.Test.Select(file => (Split: found.HasSplits ? "test" : "", File: file))).ToArray();
        var pictures = new (int Width, int Height)?[files.Length];
        var broken = new ConcurrentDictionary<string, string>();
        var (duplicates, turned, done) = (new DuplicateFinder(), 0, 0);
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (split, (path, label)) = files[i];
            try
            {
                var bytes = InputFile.ReadAll(path, ImageLimits.Default.MaxFileBytes);
                duplicates.Add(path, $"{split} {found.ClassNames[label]}".Trim(), bytes);
                pictures[i] = Measure(bytes, path, ref turned, broken);
            }
            catch (InputException exception)
            {
                broken[path] = exception.Message;
            }

            progress?.Invoke(Interlocked.Increment(ref done), files.Length);
        });
        var parts = files.Select((file, i) => (file.Split, file.File.Label, Size: pictures[i]))
            .GroupBy(item => (item.Split, item.Label))
            .OrderByDescending(group => group.Key.Split, StringComparer.Ordinal).ThenBy(group => group.Key.Label)
            .Select(group => Part(group.Key.Split, found.ClassNames[group.Key.Label], [.. group.Select(item => item.Size).OfType<(int Width, int Height)>()]));
        var split = found.HasSplits
            ? "The folder has its own split: train and test."
            : "The folder has no split: a seeded share of every class is held out for testing.";
        var facts = new List<string> { split };
        if (turned > 0)
        {
            facts.Add($"{turned} pictures are turned upright as their Exif segment says.");
        }

        var unreadable = broken.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value);
        return new DataReport("pictures in a folder per class", [.. parts], facts, [.. unreadable, .. duplicates.Problems(folder)]);
    }

    /// <summary>Width and height of a picture, which is decoded whole; what a damaged JPEG file lacks is told.</summary>
    private static (int Width, int Height) Measure(byte[] bytes, string path, ref int turned, ConcurrentDictionary<string, string> broken)
    {
        if (!new JpegReader().Recognises(bytes))
        {
            var picture = ImageReaders.Decode(bytes, path);
            return (picture.Width, picture.Height);
        }

        var jpeg = JpegReader.Read(bytes, path);
        if (jpeg.Warnings.Count > 0)
        {
            broken[path] = $"{path} is damaged: {string.Join("; ", jpeg.Warnings)}.";
        }

        if (jpeg.Orientation != Orientation.Upright)
        {
            Interlocked.Increment(ref turned);
        }

        var upright = jpeg.Upright();
        return (upright.Width, upright.Height);
    }

    private static DataPart Part(string split, string name, (int Width, int Height)[] sizes) =>
        new(split, name, sizes.Length, DataCheck.Range(sizes, size => (double)size.Width * size.Height, size => $"{size.Width} x {size.Height} px"));
}
