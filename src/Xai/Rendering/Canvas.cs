using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>Draws on a picture: areas, frames, lines, other pictures and text. Whatever falls outside is cut off.</summary>
public sealed class Canvas
{
    /// <summary>A canvas over an existing picture, which is changed in place.</summary>
    public Canvas(RgbImage image) => Image = image;

    /// <summary>A new picture of one colour.</summary>
    public Canvas(int width, int height, Rgb background)
        : this(new RgbImage(width, height)) =>
        Fill(0, 0, width, height, background);

    /// <summary>The picture.</summary>
    public RgbImage Image { get; }

    /// <summary>Paints the rectangle of the given upper left corner and size.</summary>
    public void Fill(int x, int y, int width, int height, Rgb color)
    {
        for (var row = Math.Max(y, 0); row < Math.Min(y + height, Image.Height); row++)
        {
            for (var column = Math.Max(x, 0); column < Math.Min(x + width, Image.Width); column++)
            {
                Image[column, row] = color;
            }
        }
    }

    /// <summary>Draws the border of a rectangle; the border lies inside it.</summary>
    public void Frame(int x, int y, int width, int height, Rgb color, int thickness = 1)
    {
        Fill(x, y, width, thickness, color);
        Fill(x, y + height - thickness, width, thickness, color);
        Fill(x, y, thickness, height, color);
        Fill(x + width - thickness, y, thickness, height, color);
    }

    /// <summary>Copies a picture to the given position.</summary>
    public void Draw(RgbImage picture, int x, int y)
    {
        for (var row = Math.Max(0, -y); row < Math.Min(picture.Height, Image.Height - y); row++)
        {
            for (var column = Math.Max(0, -x); column < Math.Min(picture.Width, Image.Width - x); column++)
            {
                Image[x + column, y + row] = picture[column, row];
            }
        }
    }

    /// <summary>Writes a line of text; y is the top of its capitals, x its left end, middle or right end as the style says.</summary>
    public void Text(string text, int x, int y, TextStyle style)
    {
        var left = x - Shift(text, style);
        StrokeFont.Trace(text, style.Scale, style.Weight, (dx, dy, coverage) => Blend(left + dx, y + dy, style.Color, coverage));
    }

    /// <summary>
    /// Writes a line of text that runs upwards; x is the left side of its capitals (their tops), y its lower end, middle or upper end.
    /// </summary>
    public void TextUpwards(string text, int x, int y, TextStyle style)
    {
        var bottom = y + Shift(text, style);
        StrokeFont.Trace(text, style.Scale, style.Weight, (dx, dy, coverage) => Blend(x + dy, bottom - 1 - dx, style.Color, coverage));
    }

    private static int Shift(string text, TextStyle style) => style.Align switch
    {
        TextAlign.Center => StrokeFont.Measure(text, style.Scale).Width / 2,
        TextAlign.Right => StrokeFont.Measure(text, style.Scale).Width,
        _ => 0,
    };

    private void Blend(int x, int y, Rgb color, double coverage)
    {
        if (x >= 0 && x < Image.Width && y >= 0 && y < Image.Height)
        {
            Image[x, y] = ((Rgb)Image[x, y]).Mix(color, coverage);
        }
    }
}
