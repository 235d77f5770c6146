using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>A picture with axes: a frame, ticks with numbers to the left and below, and the axes' names. The vertical axis rises upwards.</summary>
public static class Plot
{
    /// <summary>
    /// The picture with axes around it. All plots of equal pictures, scales and numbers are equally large, so that they line up in a figure. Throws
    /// <see cref="ArgumentException"/> where an axis has no extent.
    /// </summary>
    public static RgbImage WithAxes(RgbImage picture, Axis horizontal, Axis vertical, double textScale = 1.5)
    {
        foreach (var axis in (Axis[])[horizontal, vertical])
        {
            if (!(axis.High > axis.Low))
            {
                throw new ArgumentException(FormattableString.Invariant($"Plot: the axis '{axis.Label}' from {axis.Low} to {axis.High} has no extent."));
            }
        }

        var style = new TextStyle(textScale, Rgb.Black);
        var unit = Math.Max(1, (int)Math.Round(textScale));
        var (height, half) = ((int)Math.Ceiling(StrokeFont.LineHeight * textScale), (int)(StrokeFont.CapHeight * textScale / 2));
        var numbers = vertical.Ticks().Max(value => StrokeFont.Measure(Number(value), textScale).Width);
        var (tick, gap) = (3 * unit, Gap(textScale));
        var left = height + gap + numbers + gap + tick;
        var right = StrokeFont.Measure(Number(horizontal.Ticks()[^1]), textScale).Width / 2 + gap;
        var canvas = new Canvas(left + picture.Width + right, half + gap + picture.Height + tick + gap + height + gap + height, Rgb.White);
        var top = half + gap;
        canvas.Draw(picture, left, top);
        canvas.Frame(left - 1, top - 1, picture.Width + 2, picture.Height + 2, Rgb.Black);
        foreach (var value in horizontal.Ticks())
        {
            var x = left + (int)Math.Round(horizontal.Position(value) * (picture.Width - 1));
            canvas.Fill(x, top + picture.Height, 1, tick, Rgb.Black);
            canvas.Text(Number(value), x, top + picture.Height + tick + gap, style with { Align = TextAlign.Center });
        }

        foreach (var value in vertical.Ticks())
        {
            var y = top + (int)Math.Round((1 - vertical.Position(value)) * (picture.Height - 1));
            canvas.Fill(left - tick, y, tick, 1, Rgb.Black);
            canvas.Text(Number(value), left - tick - gap, y - half, style with { Align = TextAlign.Right });
        }

        canvas.Text(horizontal.Label, left + picture.Width / 2, top + picture.Height + tick + gap + height + gap, style with { Align = TextAlign.Center });
        canvas.TextUpwards(vertical.Label, 0, top + picture.Height / 2, style with { Align = TextAlign.Center });
        return canvas.Image;
    }

    /// <summary>
    /// Lines through points (x, y) on white, with a dot at each point and a light grid at the ticks: one colour per line, in the order of the legend.
    /// Values outside the axes are cut off.
    /// </summary>
    public static RgbImage Lines(
        IReadOnlyList<(string Name, Rgb Color, IReadOnlyList<(double X, double Y)> Points)> lines,
        Axis horizontal,
        Axis vertical,
        int width,
        int height,
        double textScale = 1.5)
    {
        var canvas = new Canvas(width, height, Rgb.White);
        var grid = new Rgb(225, 225, 225);
        foreach (var value in horizontal.Ticks())
        {
            canvas.Fill(X(value), 0, 1, height, grid);
        }

        foreach (var value in vertical.Ticks())
        {
            canvas.Fill(0, Y(value), width, 1, grid);
        }

        var line = 0;
        foreach (var (name, color, points) in lines)
        {
            for (var i = 0; i < points.Count; i++)
            {
                var (x, y) = (X(points[i].X), Y(points[i].Y));
                canvas.Fill(x - 3, y - 3, 7, 7, color);
                for (var step = 0; i + 1 < points.Count && step < width; step++)
                {
                    var share = (double)step / width;
                    canvas.Fill(
                        (int)Math.Round(x + share * (X(points[i + 1].X) - x)), (int)Math.Round(y + share * (Y(points[i + 1].Y) - y)), 2, 2, color);
                }
            }

            var (left, top) = (width / 2, height - (lines.Count - line++) * (int)(1.6 * StrokeFont.LineHeight * textScale) - 8);
            canvas.Fill(left - 26, top + (int)(StrokeFont.CapHeight * textScale / 2), 18, 3, color);
            canvas.Text(name, left, top, new TextStyle(textScale, Rgb.Black));
        }

        return WithAxes(canvas.Image, horizontal, vertical, textScale);

        int X(double value) => (int)Math.Round(horizontal.Position(value) * (width - 1));

        int Y(double value) => (int)Math.Round((1 - vertical.Position(value)) * (height - 1));
    }

    /// <summary>Pixels between the parts of a plot; its picture begins half a capital below that.</summary>
    public static int Gap(double textScale) => 2 * Math.Max(1, (int)Math.Round(textScale));

    private static string Number(double value) => Math.Abs(value) < 1e-12 ? "0" : FormattableString.Invariant($"{value:G4}");
}
