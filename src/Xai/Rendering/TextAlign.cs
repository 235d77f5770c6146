namespace QXai.Xai.Rendering;

/// <summary>Which part of a line of text lies at the given position.</summary>
public enum TextAlign
{
    /// <summary>Its left end.</summary>
    Left,

    /// <summary>Its middle.</summary>
    Center,

    /// <summary>Its right end.</summary>
    Right,
}
