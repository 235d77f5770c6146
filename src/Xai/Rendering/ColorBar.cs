using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>The legend of a figure: the colours of a scale with numbers beside them, and what they measure.</summary>
public sealed record ColorBar(ColorMap Colors, DisplayScale Scale, string Label = "")
{
    /// <summary>
    /// Round values inside the scale, in steps of 1, 2 or 5 times a power of ten, at most <paramref name="count"/> + 1 of them; the single value of a
    /// scale without extent.
    /// </summary>
    public IReadOnlyList<double> Ticks(int count = 5)
    {
        var extent = Scale.High - Scale.Low;
        if (!(extent > 0))
        {
            return [Scale.Low];
        }

        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(extent / count)));
        var step = magnitude * new[] { 1.0, 2, 5, 10 }.First(factor => factor * magnitude * count >= extent * (1 - 1e-12));
        var (first, last) = (Math.Ceiling(Scale.Low / step - 1e-9), Math.Floor(Scale.High / step + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The bar as a picture of the given height, numbers at its right, the label running upwards beside them.</summary>
    public RgbImage Render(int height, double textScale, Rgb background)
    {
        var style = new TextStyle(textScale);
        var unit = Math.Max(1, (int)textScale);
        string[] numbers = [.. Ticks().Select(Number)];
        var (bar, tick, half) = (9 * unit, 2 * unit, (int)(StrokeFont.CapHeight * textScale / 2));
        var numberWidth = numbers.Max(number => StrokeFont.Measure(number, textScale).Width);
        var label = Label.Length > 0 ? StrokeFont.Measure(Label, textScale).Height + 3 * unit : 0;
        var canvas = new Canvas(bar + tick + 2 * unit + numberWidth + label, height, background);
        var (top, length) = (half, Math.Max(height - 2 * half, 2));
        for (var y = 0; y < length; y++)
        {
            canvas.Fill(0, top + y, bar, 1, Colors[1 - (y + 0.5) / length]);
        }

        canvas.Frame(0, top, bar, length, Rgb.Black, Math.Max(1, unit / 2));
        foreach (var (value, number) in Ticks().Zip(numbers))
        {
            var y = top + (int)Math.Round((1 - Scale.Position(value)) * (length - 1));
            canvas.Fill(bar, y, tick, Math.Max(1, unit / 2), Rgb.Black);
            canvas.Text(number, bar + tick + 2 * unit, y - half, style);
        }

        if (Label.Length > 0)
        {
            canvas.TextUpwards(Label, bar + tick + 5 * unit + numberWidth, height / 2, style with { Color = Rgb.Grey, Align = TextAlign.Center });
        }

        return canvas.Image;
    }

    private static string Number(double value) => value == 0 ? "0" : FormattableString.Invariant($"{value:G3}");
}
