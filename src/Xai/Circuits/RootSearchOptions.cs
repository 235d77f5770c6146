namespace QXai.Xai.Circuits;

/// <summary>How a root point is looked for.</summary>
public sealed record RootSearchOptions
{
    /// <summary>A point counts as root where |f| is at most this share of the score's range, the observable's bound.</summary>
    public double Tolerance { get; init; } = 1e-12;

    /// <summary>lambda of f(x~)^2 + lambda |x - x~|^2 at the start of the search; it is lowered tenfold until a root is met.</summary>
    public double Closeness { get; init; } = 0.1;

    /// <summary>Most Gauss-Newton steps per lambda.</summary>
    public int Steps { get; init; } = 60;
}
