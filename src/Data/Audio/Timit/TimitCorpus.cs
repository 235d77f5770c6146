using System.Text.RegularExpressions;
using QXai.Numerics;

namespace QXai.Data.Audio.Timit;

/// <summary>
/// Finds the recordings of TIMIT in a folder: the corpus as published (DR1/FCJF0/SA1.WAV, in small or capital letters) or the public sample
/// (dr1-fvmh0/sa1.wav).
/// </summary>
public static partial class TimitCorpus
{
    /// <summary>
    /// Every recording below <paramref name="folder"/>, ordered by region, speaker and sentence, whatever the order of the file system. Throws
    /// <see cref="InputException"/> where the folder does not exist or holds none, or where two files are the same recording.
    /// </summary>
    public static IReadOnlyList<TimitUtterance> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: there is no such folder.");
        }

        var found = new SortedDictionary<(int Region, string Speaker, string Sentence), TimitUtterance>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var match = Place().Match(Path.GetRelativePath(folder, path).Replace('\\', '/').ToLowerInvariant());
            if (!match.Success)
            {
                continue;
            }

            var utterance = new TimitUtterance(match.Groups["region"].ValueSpan[0] - '0', match.Groups["speaker"].Value, match.Groups["sentence"].Value, path);
            var key = (utterance.Region, utterance.Speaker, utterance.Sentence);
            if (!found.TryAdd(key, utterance))
            {
                throw new InputException($"{folder}: {path} and {found[key].Path} are the same recording.");
            }
        }

        return found.Count > 0
            ? [.. found.Values] :
             throw new InputException($"{folder} holds no recordings of TIMIT (dr1-fvmh0/sa1.wav or DR1/FVMH0/SA1.WAV).");
    }

    [GeneratedRegex("(^|/)dr(?<region>[1-8])[-/](?<speaker>[fm][a-z]{2}[a-z0-9][0-9])/(?<sentence>s[aix][0-9]+)\\.wav$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
