using QXai.Data.Images;

namespace QXai.Data.Folders;

/// <summary>How the pictures of a folder become samples.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>Rows of a sample.</summary>
    public int Height { get; init; } = 128;

    /// <summary>Columns of a sample.</summary>
    public int Width { get; init; } = 128;

    /// <summary>3 for red, green and blue; 1 for luma.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>How a picture of another size is fitted; stretched unless told otherwise, as the papers do.</summary>
    public ImageFit Fit { get; init; } = new() { Mode = FitMode.Stretch };

    /// <summary>The seed of the split where the folder has none.</summary>
    public ulong SplitSeed { get; init; } = 1;

    /// <summary>The share of each class that is held out for testing where the folder has no split of its own; in (0, 1).</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Bytes of decoded, resized samples that are kept at most: 256 MiB unless set. The files' own pixels are never kept.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>Use the first samples only; the classes are interleaved.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
