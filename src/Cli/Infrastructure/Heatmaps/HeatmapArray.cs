namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>One array of a file of heatmaps: doubles or 64-bit integers of shape [samples, extents...].</summary>
internal sealed record HeatmapArray(string Name, bool IsDouble, int[] Extents)
{
    /// <summary>Bytes per sample.</summary>
    public long RowBytes => 8 * Extents.Aggregate(1L, (product, extent) => product * extent);
}
