using System.Globalization;
using QXai.Data.Files;
using QXai.Numerics;

namespace QXai.Data.Audio.Timit;

/// <summary>Reads TIMIT's alignments (.phn, .wrd) and prompts (.txt): a line per segment with its first sample, its end and its label.</summary>
public static class Alignment
{
    private const int MostBytes = 1 << 20;

    /// <summary>
    /// The segments in a file, in its order. Throws <see cref="InputException"/> that names the line where one is not "start end label" with 0 &lt;=
    /// start &lt; end.
    /// </summary>
    public static IReadOnlyList<AlignedSegment> Read(string path) => Parse(System.Text.Encoding.Latin1.GetString(InputFile.ReadAll(path, MostBytes)), path);

    /// <summary>The segments in the text of a file; <paramref name="name"/> stands in error messages.</summary>
    public static IReadOnlyList<AlignedSegment> Parse(string text, string name)
    {
        var segments = new List<AlignedSegment>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var parts = line.Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3 || !TryParse(parts[0], out var start) || !TryParse(parts[1], out var end) || start >= end)
            {
                throw new InputException($"{name}, line {number}: \"{line.Trim()}\" is no segment; a first sample, a later end and a label are expected.");
            }

            segments.Add(new AlignedSegment(start, end, parts[2]));
        }

        return segments;
    }

    /// <summary>
    /// The stretches of speech of a phone alignment: neighbouring phones that are not silence (h#, #h, pau, epi) joined. The closures before stops
    /// (bcl, tcl, ...) belong to speech.
    /// </summary>
    public static IReadOnlyList<(int Start, int End)> SpeechRegions(IReadOnlyList<AlignedSegment> phones)
    {
        var regions = new List<(int Start, int End)>();
        foreach (var phone in phones.Where(phone => phone.Label is not ("h#" or "#h" or "pau" or "epi")))
        {
            if (regions.Count > 0 && phone.Start <= regions[^1].End)
            {
                regions[^1] = (regions[^1].Start, Math.Max(regions[^1].End, phone.End));
            }
            else
            {
                regions.Add((phone.Start, phone.End));
            }
        }

        return regions;
    }

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
