using System.Text;
using QXai.Xai.Methods;

namespace QXai.Architecture.Tests;

/// <summary>The table of docs/explanations.md says what the catalogue of explainers says.</summary>
public class ExplanationDocumentTests
{
    private const string Begin = "<!-- the catalogue: begin -->\n";
    private const string End = "<!-- the catalogue: end -->\n";

    [Fact]
    public void TheTableIsTheCatalogue()
    {
        var path = Path.Combine(Repository.Root, "docs", "explanations.md");
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= Begin.Length && end >= begin, "docs/explanations.md has lost the marks of its table.");
        var written = text[..begin] + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("QXAI_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
            return;
        }

        Assert.True(text == written, "docs/explanations.md is out of date; write its table anew with: QXAI_WRITE_DOCS=1 dotnet test tests/Architecture.Tests");
    }

    private static string Table()
    {
        var table = new StringBuilder();
        foreach (var family in Explainers.All.GroupBy(method => method.Family))
        {
            table.Append($"\n### {family.Key}\n\n| method | what it does | needs | promises | source | options |\n|---|---|---|---|---|---|\n");
            foreach (var method in family)
            {
                var options = method.Uses.Count == 0 ? "none" : string.Join(" ", method.Uses.Select(option => $"`{ExplainOptions.FlagOf(option)}`"));
                table.Append($"| `{method.Name}` | {method.Summary} | {method.Needs} | {method.Promises} | {method.Source} | {options} |\n");
            }
        }

        return table.Append('\n').ToString();
    }
}
