namespace QXai.Data.Digits;

/// <summary>
/// One way of writing a digit: its strokes, each a list of points that the pen passes, x to the right and y downwards in hundredths of the digit's
/// box. A point given twice is a corner.
/// </summary>
internal sealed record Glyph(int Digit, params (int X, int Y)[][] Strokes);
