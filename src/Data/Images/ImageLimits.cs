namespace QXai.Data.Images;

/// <summary>What a decoder may use at most: a small file can declare a huge picture.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits that are used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Pixels of a picture, width times height; 4 bytes each are allocated. 64 million unless set.</summary>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>Bytes of a file. 256 MiB unless set.</summary>
    public long MaxFileBytes { get; init; } = 256L << 20;
}
