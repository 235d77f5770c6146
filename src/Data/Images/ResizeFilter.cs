namespace QXai.Data.Images;

/// <summary>How an output pixel is made of source pixels. Sizes are per axis: an output pixel covers r = length / count source pixels and has its
/// centre at x.</summary>
public enum ResizeFilter
{
    /// <summary>The pixel in which the centre lies: for label maps, whose values must not be mixed.</summary>
    Nearest,

    /// <summary>The mean over the area that the output pixel covers; the weight of source pixel j is the length of its overlap.</summary>
    Area,

    /// <summary>Weight 1 - |d| for |d| &lt; 1, d = (j + 1/2 - x) / max(1, r): bilinear interpolation when enlarging, free of moire when shrinking.</summary>
    Triangle,

    /// <summary>The cubic of Catmull and Rom (Keys 1981, a = -1/2) for |d| &lt; 2: sharper, with slight overshoot at edges.</summary>
    Bicubic,
}
