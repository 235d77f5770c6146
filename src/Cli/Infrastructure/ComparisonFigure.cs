using System.Globalization;
using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure;

/// <summary>The comparison of methods on one picture, one row per method: its signed relevance, and that over the picture; every row by its own
/// largest magnitude.</summary>
internal static class ComparisonFigure
{
    private const int Side = 112;

    public static RgbImage Draw(ExplainSubject subject, IReadOnlyList<ExplanationRun> runs)
    {
        var explained = runs.Where(run => run.Explanation is not null).ToArray();
        var rows = explained.Select(run =>
        {
            var pictures = HeatPictures.Signed(subject.Input, run.Explanation!, subject.Picture!, Side);
            return (Panel?[])[new Panel(pictures.Input), new Panel(pictures.Heat), new Panel(pictures.Overlay)];
        }).ToArray();
        var known = subject.Label is { } truth ? $", true class {subject.Classes[truth]}" : "";
        var score = explained[0].Explanation!.Score.ToString("F3", CultureInfo.InvariantCulture);
        return Figure.Compose(rows, new FigureOptions
        {
            Title = $"What each method says about {subject.Score}",
            RowLabels = [.. explained.Select(run => run.Method.Name)],
            ColumnLabels = ["input", "relevance", "overlay"],
            ColorBar = new ColorBar(HeatPictures.SignedColors, new DisplayScale(DisplayRule.MaxAbs, -1, 1), "relevance / largest magnitude of the row"),
            Note = $"{subject.Name}{known}; score {score}. "
                + "Red speaks for the class, blue against it; maps of the CAM family are signed, before their rectifier.",
            TextScale = 2,
        });
    }
}
