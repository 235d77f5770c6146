using QXai.Data.Idx;
using QXai.Numerics;

namespace QXai.Data.Checks;

/// <summary>Looks through a data set's folder, whatever kind it is: reads every file, and says what is there and what is wrong.</summary>
public static class DataCheck
{
    /// <summary>
    /// The report on a folder: MNIST where it holds IDX files, sound where it holds more .wav files than pictures, else pictures in a folder per
    /// class. <paramref name="progress"/> is told files done and files in all. Throws <see cref="InputException"/> where there is no such folder or
    /// nothing that could be a data set.
    /// </summary>
    public static DataReport Run(string folder, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder} cannot be read: there is no such folder.");
        }

        if (Directory.EnumerateFiles(folder).Any(path => Path.GetFileName(path).Contains("-ubyte", StringComparison.Ordinal)))
        {
            return Digits(folder);
        }

        var extensions = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetExtension(path).ToLowerInvariant())
            .ToArray();
        var (sounds, pictures) = (extensions.Count(e => e == ".wav"), extensions.Count(e => e is ".jpg" or ".jpeg" or ".png"));
        return sounds + pictures == 0
            ? throw new InputException($"{folder} holds no data set: neither IDX files nor pictures (.jpg, .jpeg, .png) nor sound (.wav).")
            : sounds > pictures ? SoundCheck.Run(folder, progress, cancellation)
            : PictureCheck.Run(folder, progress, cancellation);
    }

    /// <summary>Smallest, median and largest of some sizes, in words.</summary>
    internal static string Range<TSize>(IEnumerable<TSize> sizes, Func<TSize, double> measure, Func<TSize, string> words)
    {
        TSize[] sorted = [.. sizes.OrderBy(measure)];
        return sorted.Length == 0 ? ""
            : words(sorted[0]) == words(sorted[^1]) ? words(sorted[0])
            : $"{words(sorted[0])} to {words(sorted[^1])}, median {words(sorted[sorted.Length / 2])}";
    }

    private static DataReport Digits(string folder)
    {
        var (parts, problems) = (new List<DataPart>(), new List<string>());
        foreach (var split in (DataSplit[])[DataSplit.Train, DataSplit.Test])
        {
            try
            {
                var set = Mnist.Load<float>(folder, split);
                var name = split == DataSplit.Train ? "train" : "test";
                parts.AddRange(Enumerable.Range(0, set.Count).GroupBy(set.Label).OrderBy(group => group.Key)
                    .Select(group => new DataPart(name, set.ClassNames[group.Key], group.Count(), $"{set.SampleShape[2]} x {set.SampleShape[1]} px")));
            }
            catch (InputException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return new DataReport("MNIST (IDX files)", parts, [], problems);
    }
}
