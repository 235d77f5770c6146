namespace QXai.Numerics.Kernels.Fused;

/// <summary>Tiles of 2 x 2 outputs, counted image by image, row by row.</summary>
internal readonly record struct TileGrid(int Rows, int Columns)
{
    /// <summary>Tiles per image.</summary>
    public int Tiles => Rows * Columns;

    /// <summary>Image, row and column of a tile.</summary>
    public (int N, int I, int J) Place(int tile) => (tile / Tiles, tile % Tiles / Columns, tile % Columns);
}
