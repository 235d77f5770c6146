using System.Text.RegularExpressions;
using QXai.Data.Audio.Timit;
using QXai.Data.Files;
using QXai.Numerics;
using QXai.Numerics.Random;

namespace QXai.Data.Speech;

/// <summary>Finds recordings of speech and of noise in folders, and who and what belongs together.</summary>
public static class SpeechFolder
{
    /// <summary>
    /// The recordings below a folder: TIMIT, with its alignments, where the folder is laid out so; else every .wav, whose speaker is what the first
    /// group of <paramref name="speaker"/> finds in the path, or the name of its folder, or, where all lie in one folder, the file itself. Throws
    /// <see cref="InputException"/> where there are none.
    /// </summary>
    public static IReadOnlyList<SpeechClip> Clips(string folder, string? speaker = null)
    {
        var files = Waves(folder);
        if (speaker is null && files.Exists(file => IsTimit(folder, file)))
        {
            return
            [
                .. TimitCorpus.Find(folder).Select(utterance => new SpeechClip(
                    utterance.Path, utterance.Speaker, $"{utterance.Speaker}/{utterance.Sentence}",
                    Existing(Path.ChangeExtension(utterance.Path, ".phn"), Path.ChangeExtension(utterance.Path, ".PHN")))),
            ];
        }

        var apart = files.Select(Path.GetDirectoryName).Distinct().Count() > 1;
        return [.. files.Select(file => new SpeechClip(file, Speaker(folder, file, speaker, apart), Path.GetRelativePath(folder, file)))];
    }

    /// <summary>
    /// The clips of noise in a folder. A table <c>clips.csv</c> in it or above it with columns <c>file</c>, <c>freesound_id</c>,
    /// <c>active_start_s</c> and <c>active_end_s</c> tells which clips come from one recording and where they are padded; without it, every file is a
    /// recording of its own. Throws <see cref="InputException"/> where there are none.
    /// </summary>
    public static IReadOnlyList<NoiseClip> Noises(string folder)
    {
        var files = Waves(folder);
        var table = Existing(Path.Combine(folder, "clips.csv"), Path.Combine(Path.GetFullPath(folder), "..", "clips.csv"));
        var rows = table is null ? [] : CsvTable.Read(table).ToDictionary(row => Path.GetFileName(row["file"]), StringComparer.Ordinal);
        return
        [
            .. files.Select(file => rows.TryGetValue(Path.GetFileName(file), out var row)
                ? new NoiseClip(file, row["freesound_id"], row.Number("active_start_s"), row.Number("active_end_s"))
                : new NoiseClip(file, Path.GetRelativePath(folder, file))),
        ];
    }

    /// <summary>
    /// Splits groups (speakers, noise recordings) in two: a seeded share of the groups, at least one of each part, is for testing. Throws
    /// <see cref="InputException"/> where there is only one group.
    /// </summary>
    public static (IReadOnlyList<TClip> Train, IReadOnlyList<TClip> Test) Split<TClip>(
        IReadOnlyList<TClip> clips, Func<TClip, string> group, double testShare, ulong seed, string what)
    {
        string[] groups = [.. clips.Select(group).Distinct().Order(StringComparer.Ordinal)];
        if (groups.Length < 2)
        {
            throw new InputException(
                $"There is only one {what} ({groups.FirstOrDefault()}); at least two are needed, so that testing meets one that training has not.");
        }

        new SeededRandom(seed).Shuffle<string>(groups);
        var held = groups[..Math.Clamp((int)Math.Round(testShare * groups.Length), 1, groups.Length - 1)].ToHashSet();
        return ([.. clips.Where(clip => !held.Contains(group(clip)))], [.. clips.Where(clip => held.Contains(group(clip)))]);
    }

    private static List<string> Waves(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder} cannot be read: there is no such folder.");
        }

        List<string> files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path).Equals(".wav", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        return files.Count > 0 ? files : throw new InputException($"{folder} holds no .wav file.");
    }

    private static bool IsTimit(string folder, string file) =>
        Path.GetRelativePath(folder, file).StartsWith("dr", StringComparison.OrdinalIgnoreCase)
        && Existing(Path.ChangeExtension(file, ".phn"), Path.ChangeExtension(file, ".PHN")) is not null;

    private static string? Existing(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string Speaker(string folder, string file, string? pattern, bool apart)
    {
        var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
        if (pattern is null)
        {
            return apart ? Path.GetDirectoryName(relative)!.Replace('\\', '/') : relative;
        }

        try
        {
            var match = Regex.Match(relative, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return match.Success && match.Groups.Count > 1
                ? match.Groups[1].Value
                : throw new InputException($"{relative}: the pattern {pattern} finds no speaker in it; its first group must match the speaker's name.");
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            throw new InputException($"{pattern} is no usable regular expression: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
