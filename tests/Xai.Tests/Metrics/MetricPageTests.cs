using QXai.Xai.Metrics;

namespace QXai.Xai.Tests.Metrics;

/// <summary>docs/metrics.md has a row for every metric, with the words of the catalogue.</summary>
public class MetricPageTests
{
    [Fact]
    public void TheTableIsThatOfTheCatalogue()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryFolder(), "docs", "metrics.md"));
        Assert.Equal(MetricCatalogue.All.Select(Row), page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    private static string Row(IMetric metric) =>
        $"| `{metric.Name}` | {metric.Category} | {metric.Summary.Replace("|", "\\|", StringComparison.Ordinal)} | {Words(metric.Direction)} "
        + $"| {metric.Range} | {(metric.Needs == MetricNeeds.None ? "" : metric.Needs)} | {metric.Source} |";

    private static string Words(MetricDirection direction) => direction switch
    {
        MetricDirection.HigherIsBetter => "high",
        MetricDirection.LowerIsBetter => "low",
        _ => "describes",
    };

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "QXai.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
