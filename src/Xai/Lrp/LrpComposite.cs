namespace QXai.Xai.Lrp;

/// <summary>Which rule for which layer, by kind and position.</summary>
/// <param name="Name">The name by which options choose it.</param>
/// <param name="Summary">The choice in words.</param>
/// <param name="Choose">The rule for a place.</param>
public sealed record LrpComposite(string Name, string Summary, Func<LrpPlace, LrpRule> Choose)
{
    /// <summary>One rule everywhere.</summary>
    public static LrpComposite Uniform(LrpRule rule) => new(rule.Name, $"the rule {rule} everywhere", _ => rule);
}
