using System.Globalization;
using System.Text;

namespace QXai.Xai.Metrics;

/// <summary>The result of a study: one row per method, the candidate first.</summary>
public sealed record StudyTable(string Metric, string Candidate, double Confidence, IReadOnlyList<StudyRow> Rows)
{
    /// <summary>The table as text, one line per method, closed by a sentence per rival that says plainly whether the candidate beats it.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        var width = Math.Max(6, Rows.Max(row => row.Method.Length));
        text.AppendLine(CultureInfo.InvariantCulture, $"{Metric}; intervals at {Confidence:P0}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"method".PadRight(width)}  samples  undefined    mean  interval        advantage  interval");
        foreach (var row in Rows)
        {
            var advantage = row.Verdict == StudyVerdict.Candidate ? "" : $"  {row.Advantage,9:F3}  {row.AdvantageInterval}";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.Method.PadRight(width)}  {row.Defined,7}  {row.Undefined,9}  {row.Mean,6:F3}  {row.Interval}{advantage}");
        }

        foreach (var row in Rows.Where(row => row.Verdict != StudyVerdict.Candidate))
        {
            text.AppendLine($"{Candidate} {Verb(row.Verdict)} {row.Method}.");
        }

        return text.ToString();
    }

    private static string Verb(StudyVerdict verdict) => verdict switch
    {
        StudyVerdict.Beaten => "beats",
        StudyVerdict.NotBeaten => "is beaten by",
        _ => "cannot be told apart from",
    };
}
