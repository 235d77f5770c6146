using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Folders;

/// <summary>
/// A data set of pictures in a folder per class. Either the folder holds <c>train</c> and <c>test</c>, each with a folder per class, or it holds the
/// classes' folders itself, and then a seeded share of each class is the test set. Other files and folders are left alone. Classes and files are in
/// ordinal order of their names, the classes interleaved (first of each class, second of each class, ...), whatever the order of the file system.
/// </summary>
public sealed class LabelledFolder
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    private LabelledFolder(
        string root, bool hasSplits, IReadOnlyList<string> classNames, IReadOnlyList<LabelledFile> train, IReadOnlyList<LabelledFile> test) =>
        (Root, HasSplits, ClassNames, Train, Test) = (root, hasSplits, classNames, train, test);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Whether the folder says itself what is for training and what for testing.</summary>
    public bool HasSplits { get; }

    /// <summary>The names of the classes' folders.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The files to learn from.</summary>
    public IReadOnlyList<LabelledFile> Train { get; }

    /// <summary>The files that training never sees.</summary>
    public IReadOnlyList<LabelledFile> Test { get; }

    /// <summary>The files of one split.</summary>
    public IReadOnlyList<LabelledFile> Of(DataSplit split) => split == DataSplit.Train ? Train : Test;

    /// <summary>
    /// Looks through a folder. Throws <see cref="InputException"/> where it does not exist, has fewer than two classes, where the two splits have
    /// different classes, or where a class has no picture.
    /// </summary>
    public static LabelledFolder Find(string folder, ulong seed = 1, double testShare = 0.2)
    {
        if (!(testShare is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(testShare), FormattableString.Invariant($"LabelledFolder: a share of {testShare} for testing is not in (0, 1)."));
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder} cannot be read: there is no such folder.");
        }

        var (train, test) = (Path.Combine(folder, "train"), Path.Combine(folder, "test"));
        if (Directory.Exists(train) && Directory.Exists(test))
        {
            var (ours, theirs) = (Classes(train), Classes(test));
            var names = Names(train, ours);
            return Names(test, theirs).SequenceEqual(names)
                ? new LabelledFolder(folder, true, names, Interleaved(ours), Interleaved(theirs))
                : throw new InputException(
                    $"{folder}: the classes differ: train has {string.Join(", ", names)}, test has {string.Join(", ", Names(test, theirs))}.");
        }

        var classes = Classes(folder);
        var kept = new List<(string, string[])>();
        var held = new List<(string, string[])>();
        foreach (var ((name, files), label) in classes.Select((c, label) => (c, label)))
        {
            var order = files.ToArray();
            new SeededRandom(SeededRandom.Mix(seed, (ulong)label)).Shuffle<string>(order);
            var count = Math.Clamp((int)Math.Round(testShare * files.Length), 1, Math.Max(1, files.Length - 1));
            held.Add((name, [.. order[..count].Order(StringComparer.Ordinal)]));
            kept.Add((name, [.. order[count..].Order(StringComparer.Ordinal)]));
        }

        var classNames = Names(folder, kept);
        return new LabelledFolder(folder, false, classNames, Interleaved(kept), Interleaved(held));
    }

    private static List<(string Name, string[] Files)> Classes(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder)
            .Select(path => (Name: Path.GetFileName(path), Files: Pictures(path)))
            .Where(c => c.Files.Length > 0)
            .OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    private static string[] Pictures(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant())).Order(StringComparer.Ordinal)];

    private static string[] Names(string folder, List<(string Name, string[] Files)> classes)
    {
        if (classes.Count < 2)
        {
            throw new InputException($"{folder}: a folder per class with .jpg, .jpeg or .png files is expected, at least two; {classes.Count} found.");
        }

        return classes.Find(c => c.Files.Length == 0) is { Name: { } name }
            ? throw new InputException($"{folder}: class {name} has a single picture; at least two are needed, one to learn from and one to test.")
            : [.. classes.Select(c => c.Name)];
    }

    private static LabelledFile[] Interleaved(List<(string Name, string[] Files)> classes) =>
    [
        .. classes.SelectMany((c, label) => c.Files.Select((path, rank) => (File: new LabelledFile(path, label), rank)))
            .OrderBy(item => item.rank).ThenBy(item => item.File.Label)
            .Select(item => item.File),
    ];
}
