namespace QXai.Data.Images;

/// <summary>What to do with a picture that has not the size a model expects.</summary>
public enum FitMode
{
    /// <summary>Refuse it.</summary>
    Exact,

    /// <summary>Change width and height separately; proportions are lost.</summary>
    Stretch,

    /// <summary>Fit all of it in, in proportion; fill what stays free with the background.</summary>
    Contain,

    /// <summary>Fill the size, in proportion; cut off what does not fit, equally on both sides.</summary>
    Cover,
}
