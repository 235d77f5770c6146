namespace QXai.Data.Images;

/// <summary>How the file that an <see cref="Image"/> was read from stores its colours.</summary>
public enum ColourModel
{
    /// <summary>One sample: grey.</summary>
    Grey,

    /// <summary>Grey and opacity.</summary>
    GreyAlpha,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Red, green, blue and opacity.</summary>
    Rgba,

    /// <summary>Indices into a table of colours.</summary>
    Palette,

    /// <summary>Luma and two differences of chroma.</summary>
    YCbCr,

    /// <summary>Four printing inks.</summary>
    Cmyk,
}
