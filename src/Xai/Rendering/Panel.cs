using QXai.Numerics.Imaging;

namespace QXai.Xai.Rendering;

/// <summary>
/// One picture of a figure, with a caption below it (lines separated by '\n') and, if a colour is given, a border of the scale's thickness around it.
/// </summary>
public sealed record Panel(RgbImage Image, string Caption = "", Rgb? Border = null);
