namespace QXai.Data.Png;

/// <summary>What the samples of a PNG mean; the numbers are those of the file format (PNG specification, 11.2.2).</summary>
internal enum PngColour : byte
{
    /// <summary>One sample: grey.</summary>
    Grey = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>One sample: an index into the palette.</summary>
    Palette = 3,

    /// <summary>Grey, then opacity.</summary>
    GreyAlpha = 4,

    /// <summary>Red, green, blue, then opacity.</summary>
    Rgba = 6,
}
