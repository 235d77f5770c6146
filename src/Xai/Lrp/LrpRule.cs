namespace QXai.Xai.Lrp;

/// <summary>
/// How an affine layer shares the relevance of its outputs among its inputs: a sum of fractions (<see cref="LrpPart"/>), which is the whole of the
/// rule. What the denominators hold besides the inputs' contributions (bias, stabiliser) absorbs its share, and the ledger says how much.
/// </summary>
public abstract record LrpRule
{
    /// <summary>The name by which options choose the rule, with its numbers: <c>gamma:0.25</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The fractions for a layer.</summary>
    public abstract IReadOnlyList<LrpPart> Parts(LrpLayer layer);

    /// <summary>Whether the rule is defined for maps with fixed coefficients that differ (bilinear interpolation).</summary>
    internal virtual bool NeedsWeights => false;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>v.</summary>
    protected static double Same(double value) => value;

    /// <summary>v+ = max(v, 0).</summary>
    protected static double Positive(double value) => Math.Max(value, 0);

    /// <summary>v- = min(v, 0).</summary>
    protected static double Negative(double value) => Math.Min(value, 0);
}
