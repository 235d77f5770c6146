using System.Globalization;
using QXai.Numerics.Imaging;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;
using QXai.Xai.Rendering;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>
/// An evaluation's table as a picture: a row per method, a column per metric, each cell the mean over its interval's half width, coloured by its place
/// in the column from the best (dark) to the worst (pale), equal means alike; a star where the random map is beaten, grey where the metric is undefined.
/// </summary>
internal static class EvaluationPicture
{
    private const double Scale = 1.5;
    private const int CellWidth = 112;
    private const int CellHeight = 44;
    private const int Margin = 24;
    private static readonly Rgb Best = new(38, 110, 84);
    private static readonly Rgb Worst = new(244, 240, 225);
    private static readonly Rgb Neutral = new(226, 228, 232);

    public static RgbImage Draw(EvaluationTable table)
    {
        var text = new TextStyle(Scale);
        var small = text with { Scale = Scale * 0.75 };
        var left = Margin + table.Methods.Max(name => StrokeFont.Measure(name, Scale).Width) + 12;
        var head = Margin + table.Metrics.Max(metric => StrokeFont.Measure(metric.Name, Scale).Width) + 12;
        var canvas = new Canvas(left + (CellWidth * table.Metrics.Count) + Margin, head + (CellHeight * table.Methods.Count) + Margin + 60, Rgb.White);
        for (var m = 0; m < table.Metrics.Count; m++)
        {
            canvas.TextUpwards(table.Metrics[m].Name, left + (m * CellWidth) + (CellWidth / 2) - 8, head - 10, text);
            var (places, place) = (table.Ranking(m), 0);
            for (var i = 0; i < places.Count; i++)
            {
                var k = places[i];
                place = i > 0 && table.Cells[m][k].Mean == table.Cells[m][places[i - 1]].Mean ? place : i;
                var rank = (double)place / Math.Max(1, places.Count - 1);
                DrawCell(
                    canvas, table.Metrics[m], table.Cells[m][k], rank, left + (m * CellWidth), head + (k * CellHeight), text, small);
            }
        }

        for (var k = 0; k < table.Methods.Count; k++)
        {
            canvas.Text(
                table.Methods[k],
                left - 10,
                head + (k * CellHeight) + ((CellHeight - (int)(StrokeFont.CapHeight * Scale)) / 2),
                text with { Align = TextAlign.Right });
        }

        var note = FormattableString.Invariant($"Means over {table.Samples} samples, with half the width of the {table.Confidence:P0} bootstrap interval;");
        canvas.Text(note, Margin, head + (CellHeight * table.Methods.Count) + 18, small with { Color = Rgb.Grey });
        canvas.Text(
            "* better than a random map (paired); dark: best of the column, pale: worst; grey: descriptive or undefined.",
            Margin,
            head + (CellHeight * table.Methods.Count) + 44,
            small with { Color = Rgb.Grey });
        return canvas.Image;
    }

    private static void DrawCell(Canvas canvas, IMetric metric, EvaluationCell cell, double place, int x, int y, TextStyle text, TextStyle small)
    {
        var ranked = cell.Defined > 0 && metric.Direction != MetricDirection.Descriptive;
        var colour = ranked ? Best.Mix(Worst, place) : Neutral;
        var ink = ranked && place < 0.45 ? Rgb.White : Rgb.Black;
        canvas.Fill(x + 1, y + 1, CellWidth - 2, CellHeight - 2, colour);
        if (cell.Defined == 0)
        {
            canvas.Text("undefined", x + (CellWidth / 2), y + 15, small with { Align = TextAlign.Center, Color = Rgb.Grey });
            return;
        }

        var half = (cell.Interval.High - cell.Interval.Low) / 2;
        canvas.Text(Number(cell.Mean) + (cell.BeatsRandom ? " *" : ""), x + (CellWidth / 2), y + 7, text with { Align = TextAlign.Center, Color = ink });
        canvas.Text($"+- {Number(half)}", x + (CellWidth / 2), y + 27, small with { Align = TextAlign.Center, Color = ink });
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "F3" : "F0", CultureInfo.InvariantCulture);
}
