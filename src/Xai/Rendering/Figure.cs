using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>
/// Composes panels into a labelled grid: title, column and row labels, captions, legend, note. Columns are as wide as their widest entry, rows as
/// high as their highest.
/// </summary>
public sealed class Figure
{
    private const double NoteShare = 0.75;
    private const double TitleShare = 1.5;

    private readonly IReadOnlyList<IReadOnlyList<Panel?>> rows;
    private readonly FigureOptions options;
    private readonly TextStyle text;
    private readonly TextStyle note;
    private readonly TextStyle title;
    private readonly int[] widths;
    private readonly int[] heights;

    private Figure(IReadOnlyList<IReadOnlyList<Panel?>> rows, FigureOptions options)
    {
        (this.rows, this.options) = (rows, options);
        text = new TextStyle(options.TextScale);
        note = text with { Scale = options.TextScale * NoteShare, Color = Rgb.Grey };
        title = text with { Scale = options.TextScale * TitleShare, Weight = 1.15 };
        widths = [.. Enumerable.Range(0, rows.Max(row => row.Count)).Select(ColumnWidth)];
        heights = [.. rows.Select(row => row.Max(panel => panel?.Image.Height ?? 0))];
    }

    private int Pad => options.Gap;

    /// <summary>
    /// Draws the figure. Rows may be of different lengths and a panel may be null: its place stays empty. Throws <see cref="ArgumentException"/>
    /// where there is no panel or the labels do not fit the grid.
    /// </summary>
    public static RgbImage Compose(IReadOnlyList<IReadOnlyList<Panel?>> rows, FigureOptions? options = null)
    {
        options ??= new FigureOptions();
        var columns = rows.Count > 0 ? rows.Max(row => row.Count) : 0;
        if (columns == 0)
        {
            throw new ArgumentException("Figure: there is no panel to draw.", nameof(rows));
        }

        RequireFit("row", options.RowLabels.Count, rows.Count);
        RequireFit("column", options.ColumnLabels.Count, columns);
        return new Figure(rows, options).Draw();
    }

    private RgbImage Draw()
    {
        var rowLabels = options.RowLabels.Count > 0 ? options.RowLabels.Max(label => StrokeFont.Measure(label, text.Scale).Width) + Pad : 0;
        var titleHeight = options.Title.Length > 0 ? Height(title) + Pad : 0;
        var columnLabels = options.ColumnLabels.Count > 0 ? Height(text) + Pad / 2 : 0;
        var captions = rows.Select(CaptionHeight).ToArray();
        var grid = (Width: widths.Sum() + Pad * (widths.Length - 1), Height: heights.Sum() + captions.Sum() + Pad * (heights.Length - 1));
        var legend = options.ColorBar?.Render(grid.Height - captions[^1], text.Scale, options.Background);
        var labelled = rowLabels + grid.Width + (legend is null ? 0 : 2 * Pad + legend.Width);
        var content = Math.Max(labelled, LinesWidth(options.Title, title));
        var words = Wrap(options.Note, content, note.Scale);
        var noteHeight = words.Length > 0 ? LinesHeight(words, note) + Pad : 0;
        content = Math.Max(content, LinesWidth(words, note));
        var (left, top) = (options.Margin + (content - labelled) / 2 + rowLabels, options.Margin + titleHeight + columnLabels);
        var canvas = new Canvas(content + 2 * options.Margin, top + grid.Height + noteHeight + options.Margin, options.Background);

        canvas.Text(options.Title, canvas.Image.Width / 2, options.Margin, title with { Align = TextAlign.Center });
        DrawColumnLabels(canvas, left, top - columnLabels);
        var y = top;
        for (var row = 0; row < rows.Count; row++)
        {
            DrawRow(canvas, row, left, y);
            y += heights[row] + captions[row] + Pad;
        }

        if (legend is not null)
        {
            canvas.Draw(legend, left + grid.Width + 2 * Pad, top);
        }

        DrawLines(canvas, words, options.Margin, top + grid.Height + Pad, note);
        return canvas.Image;
    }

    private void DrawColumnLabels(Canvas canvas, int x, int y)
    {
        foreach (var (label, width) in options.ColumnLabels.Zip(widths))
        {
            canvas.Text(label, x + width / 2, y, text with { Align = TextAlign.Center });
            x += width + Pad;
        }
    }

    private void DrawRow(Canvas canvas, int row, int left, int top)
    {
        if (options.RowLabels.Count > 0)
        {
            var middle = top + (heights[row] - (int)(StrokeFont.CapHeight * text.Scale)) / 2;
            canvas.Text(options.RowLabels[row], left - Pad, middle, text with { Align = TextAlign.Right });
        }

        var x = left;
        for (var column = 0; column < rows[row].Count; column++)
        {
            if (rows[row][column] is { } panel)
            {
                DrawPanel(canvas, panel, x + (widths[column] - panel.Image.Width) / 2, top + (heights[row] - panel.Image.Height) / 2);
                DrawLines(canvas, panel.Caption, x + widths[column] / 2, top + heights[row] + Pad / 2, note with { Align = TextAlign.Center });
            }

            x += widths[column] + Pad;
        }
    }

    private void DrawPanel(Canvas canvas, Panel panel, int x, int y)
    {
        canvas.Draw(panel.Image, x, y);
        if (panel.Border is { } border)
        {
            canvas.Frame(x, y, panel.Image.Width, panel.Image.Height, border, Math.Max(1, (int)options.TextScale));
        }
    }

    private int ColumnWidth(int column)
    {
        var label = column < options.ColumnLabels.Count ? StrokeFont.Measure(options.ColumnLabels[column], text.Scale).Width : 0;
        return rows.Where(row => column < row.Count && row[column] is not null)
            .Select(row => Math.Max(row[column]!.Image.Width, LinesWidth(row[column]!.Caption, note)))
            .Append(label)
            .Max();
    }

    private int CaptionHeight(IReadOnlyList<Panel?> row) =>
        row.Max(panel => string.IsNullOrEmpty(panel?.Caption) ? 0 : LinesHeight(panel.Caption, note) + Pad / 2);

    private static void DrawLines(Canvas canvas, string lines, int x, int y, TextStyle style)
    {
        foreach (var line in lines.Split('\n'))
        {
            canvas.Text(line, x, y, style);
            y += LineStep(style);
        }
    }

    /// <summary>The text with its lines broken at blanks so that they fit a width; a word that is wider stands alone.</summary>
    private static string Wrap(string lines, int width, double scale)
    {
        var wrapped = new List<string>();
        foreach (var line in lines.Split('\n'))
        {
            var current = "";
            foreach (var word in line.Split(' '))
            {
                var longer = current.Length == 0 ? word : $"{current} {word}";
                if (current.Length > 0 && StrokeFont.Measure(longer, scale).Width > width)
                {
                    wrapped.Add(current);
                    longer = word;
                }

                current = longer;
            }

            wrapped.Add(current);
        }

        return string.Join('\n', wrapped);
    }

    private static int Height(TextStyle style) => (int)Math.Ceiling(StrokeFont.LineHeight * style.Scale);

    private static int LineStep(TextStyle style) => (int)Math.Ceiling((StrokeFont.LineHeight + 2) * style.Scale);

    private static int LinesHeight(string lines, TextStyle style) => lines.Split('\n').Length * LineStep(style);

    private static int LinesWidth(string lines, TextStyle style) => lines.Split('\n').Max(line => StrokeFont.Measure(line, style.Scale).Width);

    private static void RequireFit(string what, int labels, int count)
    {
        if (labels > 0 && labels != count)
        {
            throw new ArgumentException($"Figure: {labels} {what} labels were given for {count} {what}s.");
        }
    }
}
