namespace QXai.Data.Fourier;

/// <summary>What the frames of a short-time Fourier transform see beyond the ends of a signal.</summary>
public enum FramePadding
{
    /// <summary>Nothing: frame f begins at sample f hop, and the last one ends within the signal.</summary>
    None,

    /// <summary>Zeros; frame f is centred on sample f hop, and there are 1 + floor(length / hop) frames.</summary>
    Zeros,

    /// <summary>The signal mirrored at its first and last sample (which are not repeated); frames as with zeros.</summary>
    Reflected,
}
