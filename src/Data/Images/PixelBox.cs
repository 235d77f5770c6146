namespace QXai.Data.Images;

/// <summary>A part of a picture in pixels: its left upper corner (X, Y), from the picture's own, and its size. Edges may lie between pixels.</summary>
public readonly record struct PixelBox(double X, double Y, double Width, double Height)
{
    /// <summary>All of a picture.</summary>
    public static PixelBox Of(Image image) => new(0, 0, image.Width, image.Height);
}
