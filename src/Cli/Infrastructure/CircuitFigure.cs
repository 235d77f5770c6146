using System.Globalization;
using QXai.Numerics;
using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure;

/// <summary>The relevance of a circuit's inputs: one row per method, one coloured square per input, its number below; every row by its own largest
/// magnitude.</summary>
internal static class CircuitFigure
{
    private const int Side = 72;

    public static RgbImage Draw(ExplainSubject subject, IReadOnlyList<ExplanationRun> runs)
    {
        var explained = runs.Where(run => run.Explanation is not null).ToArray();
        var rows = explained.Select(run => Row(run.Explanation!.Relevance)).ToArray();
        var point = string.Join(", ", subject.Input.Span.ToArray().Select(x => x.ToString("G4", CultureInfo.InvariantCulture)));
        return Figure.Compose(rows, new FigureOptions
        {
            Title = $"Relevance of the inputs for <{subject.Classes[subject.Target]}>",
            RowLabels = [.. explained.Select(run => run.Method.Name)],
            ColumnLabels = [.. Enumerable.Range(0, subject.Input.Length).Select(i => $"x{i}")],
            ColorBar = new ColorBar(HeatPictures.SignedColors, new DisplayScale(DisplayRule.MaxAbs, -1, 1), "relevance / largest"),
            Note = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} at ({point}): expectation {explained[0].Explanation!.Score:F6}"),
            TextScale = 1.5,
        });
    }

    private static Panel?[] Row(Tensor<double> relevance)
    {
        var scale = DisplayScale.For(relevance, DisplayRule.MaxAbs);
        return [.. relevance.Span.ToArray().Select(value => new Panel(
            Enlarge.Nearest(HeatmapImage.Render(Tensor<double>.From(new(1, 1), [value]), HeatPictures.SignedColors, scale), Side),
            value.ToString("G3", CultureInfo.InvariantCulture), Rgb.Grey))];
    }
}
