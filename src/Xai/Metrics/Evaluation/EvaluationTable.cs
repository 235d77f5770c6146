using System.Globalization;
using System.Text;

namespace QXai.Xai.Metrics.Evaluation;

/// <summary>
/// The result of an evaluation: metrics x methods. <see cref="Cells"/>[m][k] is metric m of method k; <see cref="Agreement"/>[j][k] is the mean rank
/// correlation of the maps of methods j and k (NaN where a map is constant on every sample).
/// </summary>
public sealed record EvaluationTable(
    int Samples,
    double Confidence,
    IReadOnlyList<string> Methods,
    IReadOnlyList<IMetric> Metrics,
    IReadOnlyList<IReadOnlyList<EvaluationCell>> Cells,
    IReadOnlyList<IReadOnlyList<double>> Agreement,
    IReadOnlyDictionary<string, string> Skipped)
{
    /// <summary>The name of the random map's column: what every explanation has to beat.</summary>
    public const string RandomMap = "random map";

    /// <summary>The name of the column of the prior that objects stand in the middle.</summary>
    public const string CentrePrior = "centre prior";

    /// <summary>The places of the methods under a metric from the best to the worst mean; methods where it is undefined on every sample come last.</summary>
    public IReadOnlyList<int> Ranking(int metric)
    {
        var sign = Metrics[metric].Direction == MetricDirection.LowerIsBetter ? 1 : -1;
        return [.. Enumerable.Range(0, Methods.Count).OrderBy(k => Cells[metric][k].Defined == 0).ThenBy(k => sign * Cells[metric][k].Mean)];
    }

    /// <summary>
    /// The table as text, a line per method and metric group: mean, interval, and a star where the random map is beaten; then what was left out and
    /// the agreement of methods.
    /// </summary>
    public string ToText()
    {
        var text = new StringBuilder();
        var width = Math.Max(6, Methods.Max(name => name.Length));
        for (var m = 0; m < Metrics.Count; m++)
        {
            var metric = Metrics[m];
            text.AppendLine(CultureInfo.InvariantCulture, $"{metric.Name}: {metric.Summary}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Words(metric.Direction)}; range {metric.Range}; {metric.Source}");
            foreach (var k in Ranking(m))
            {
                var cell = Cells[m][k];
                var mean = cell.Defined == 0 ? "undefined" : FormattableString.Invariant($"{cell.Mean,10:F4}  {cell.Interval}");
                var undefined = cell.Undefined > 0 && cell.Defined > 0 ? $"  undefined on {cell.Undefined}" : "";
                text.AppendLine($"  {Methods[k].PadRight(width)}  {mean}{(cell.BeatsRandom ? " *" : "")}{undefined}");
            }
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Means over {Samples} samples with bootstrap intervals at {Confidence:P0}; * better than a random map (paired interval above zero).");
        foreach (var (name, reason) in Skipped)
        {
            text.AppendLine($"Left out: {name}: {reason}");
        }

        AppendAgreement(text, width);
        return text.ToString();
    }

    private static string Words(MetricDirection direction) => direction switch
    {
        MetricDirection.HigherIsBetter => "higher is better",
        MetricDirection.LowerIsBetter => "lower is better",
        _ => "describes, does not judge",
    };

    private void AppendAgreement(StringBuilder text, int width)
    {
        text.AppendLine("Agreement of methods (mean Spearman correlation of signed maps), columns numbered as rows:");
        text.AppendLine($"  {"".PadRight(width)}    {string.Concat(Enumerable.Range(1, Methods.Count).Select(k => $"{k,6}"))}");
        for (var j = 0; j < Methods.Count; j++)
        {
            var row = string.Concat(Agreement[j].Select(value => value.ToString("F2", CultureInfo.InvariantCulture).PadLeft(6)));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Methods[j].PadRight(width)}  {j + 1,2}{row}");
        }
    }
}
