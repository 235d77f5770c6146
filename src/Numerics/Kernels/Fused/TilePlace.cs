namespace QXai.Numerics.Kernels.Fused;

/// <summary>A tile of 2 x 2 outputs, (2 i, 2 j) to (2 i + 1, 2 j + 1), of image n; the last of a row or column may reach beyond the outputs.</summary>
internal readonly record struct TilePlace(int N, int I, int J);

/// <summary>
/// The tiles to compute: rows [<paramref name="FirstRow"/>, + <paramref name="Rows"/>) of <paramref name="Columns"/> tiles each, of
/// the images [<paramref name="First"/>, + <paramref name="Count"/>).
/// </summary>
internal readonly record struct TileRange(int First, int Count, int FirstRow, int Rows, int Columns)
{
    /// <summary>All tiles of so many images of height x width outputs.</summary>
    public static TileRange Of(int images, int height, int width) => new(0, images, 0, (height + 1) / 2, (width + 1) / 2);
}
