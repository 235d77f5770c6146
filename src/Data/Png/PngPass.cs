namespace QXai.Data.Png;

/// <summary>
/// A sub-picture whose rows follow each other in the file: pixel (i, j) of the pass is pixel (X + i * StepX, Y + j * StepY) of the picture. A picture
/// that is not interlaced is one pass; Adam7 has seven, from every 8th pixel of every 8th row to all of every 2nd row (PNG specification, 8.2). Empty
/// passes are left out, as in the file.
/// </summary>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of a picture in the order of the file.</summary>
    public static PngPass[] Of(PngHeader header)
    {
        if (!header.Interlaced)
        {
            return [new PngPass(0, 0, 1, 1, header.Width, header.Height)];
        }

        var passes = Adam7.Select(p => new PngPass(p.X, p.Y, p.StepX, p.StepY, Extent(header.Width, p.X, p.StepX), Extent(header.Height, p.Y, p.StepY)));
        return [.. passes.Where(pass => pass.Width > 0 && pass.Height > 0)];
    }

    private static int Extent(int size, int start, int step) => size <= start ? 0 : (size - start - 1) / step + 1;
}
