namespace QXai.Xai.Evidence;

/// <summary>A choice that influenced an explanation, by its name on the command line, and its value as text (numbers round-trip, in the invariant
/// culture).</summary>
public sealed record NamedOption(string Name, string Value)
{
    /// <summary>The value of a choice that the method knows but that played no part.</summary>
    public const string Unused = "unused";
}
