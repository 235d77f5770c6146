namespace QXai.Xai.Rendering;

/// <summary>
/// How text is drawn: scale (1 = capitals of 7 pixels), colour, stroke width in units (1 regular, 1.4 bold), and where the given x lies in the line.
/// </summary>
public sealed record TextStyle(double Scale = 2, Rgb Color = default, double Weight = 1, TextAlign Align = TextAlign.Left);
