using QXai.Numerics.Imaging;
using QXai.Xai.Rendering;

namespace QXai.Xai.Reproductions;

/// <summary>The figures of the XQML experiment.</summary>
public static class XqmlFigures
{
    private const int Cell = 22, RowHeight = 34, ColumnWidth = 170;

    /// <summary>A row per method, a column per sample; one cell per input, coloured by its relevance over the map's largest |R|, the relevant inputs
    /// marked below.</summary>
    public static RgbImage Maps(XqmlSeed seed) => Figure.Compose(
        [.. XqmlMethod.All.Select((_, k) => (IReadOnlyList<Panel?>)[.. seed.Maps.Select(maps => new Panel(Strip(maps[k], seed.Mask)))])],
        new FigureOptions
        {
            Title = "What each explanation says about the inputs",
            RowLabels = [.. XqmlMethod.All.Select(method => method.Name)],
            ColumnLabels = [.. seed.Maps.Select((_, i) => $"sample {i + 1}")],
            ColorBar = new ColorBar(ColorMaps.CoolWarm, new DisplayScale(DisplayRule.MaxAbs, -1, 1)),
            Note = $"seed {seed.Seed}; each map over its own largest |R|; black: inputs on which the class depends",
            TextScale = 1.5,
        });

    /// <summary>A row per method, a column per metric: the mean over the seeds as a dot, its interval as a line.</summary>
    public static RgbImage Table(IReadOnlyList<XqmlSeed> seeds)
    {
        var (comparison, text) = (new XqmlComparison(seeds), new TextStyle(1.5));
        var left = 24 + XqmlMethod.All.Max(method => StrokeFont.Measure(method.Name, 1.5).Width) + 16;
        var canvas = new Canvas(left + (ColumnWidth * XqmlMetric.All.Count) + 24, 76 + (RowHeight * XqmlMethod.All.Count) + 40, Rgb.White);
        for (var k = 0; k < XqmlMethod.All.Count; k++)
        {
            canvas.Fill(left, 76 + (k * RowHeight), ColumnWidth * XqmlMetric.All.Count, RowHeight, k % 2 == 0 ? new Rgb(244, 245, 247) : Rgb.White);
            canvas.Text(XqmlMethod.All[k].Name, left - 12, 76 + (k * RowHeight) + 12, text with { Align = TextAlign.Right });
        }

        for (var m = 0; m < XqmlMetric.All.Count; m++)
        {
            var cells = XqmlMethod.All.Select((_, k) => comparison.Of(m, k)).ToArray();
            var (low, high) = (cells.Min(cell => cell.Interval.Low), cells.Max(cell => cell.Interval.High));
            int X(double value) => left + (m * ColumnWidth) + 14 + (int)((ColumnWidth - 28) * (value - low) / Math.Max(high - low, 1e-12));
            canvas.Text(XqmlMetric.All[m].Name, left + (m * ColumnWidth) + (ColumnWidth / 2), 20, text with { Align = TextAlign.Center });
            canvas.Text(
                $"{low:F2} to {high:F2}, {(XqmlMetric.All[m].Sign > 0 ? "more" : "less")} is better",
                left + (m * ColumnWidth) + (ColumnWidth / 2),
                46,
                new TextStyle(0.9, Rgb.Grey, Align: TextAlign.Center));
            for (var k = 0; k < cells.Length; k++)
            {
                var (y, color) = (76 + (k * RowHeight) + (RowHeight / 2), ColorOf(XqmlMethod.All[k].Group));
                canvas.Fill(X(cells[k].Interval.Low), y - 1, Math.Max(2, X(cells[k].Interval.High) - X(cells[k].Interval.Low)), 3, color);
                canvas.Fill(X(cells[k].Mean) - 4, y - 5, 9, 11, color);
            }
        }

        canvas.Text(
            $"means and 95 % bootstrap intervals over {seeds.Count} seeds", 24, 76 + (RowHeight * XqmlMethod.All.Count) + 16, new TextStyle(1.1, Rgb.Grey));
        return canvas.Image;
    }

    private static RgbImage Strip(double[] map, bool[] mask)
    {
        var canvas = new Canvas((Cell * map.Length) + 2, Cell + 9, Rgb.White);
        var largest = map.Max(Math.Abs);
        for (var i = 0; i < map.Length; i++)
        {
            canvas.Fill((i * Cell) + 1, 1, Cell, Cell, ColorMaps.CoolWarm[largest == 0 ? 0.5 : 0.5 + (map[i] / largest / 2)]);
            if (mask[i])
            {
                canvas.Fill((i * Cell) + 4, Cell + 4, Cell - 6, 4, Rgb.Black);
            }
        }

        canvas.Frame(0, 0, (Cell * map.Length) + 2, Cell + 2, Rgb.Grey);
        return canvas.Image;
    }

    private static Rgb ColorOf(string group) => group switch
    {
        XqmlMethod.Qlrp => new(38, 110, 84),
        XqmlMethod.Taylor => new(196, 98, 16),
        XqmlMethod.Standard => new(52, 84, 160),
        _ => new(130, 130, 130),
    };
}
