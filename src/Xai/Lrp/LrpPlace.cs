namespace QXai.Xai.Lrp;

/// <summary>Where a composite chooses a rule.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsFirst">Whether no layer with weights stands between it and the input.</param>
public sealed record LrpPlace(string Name, LrpKind Kind, bool IsFirst);
