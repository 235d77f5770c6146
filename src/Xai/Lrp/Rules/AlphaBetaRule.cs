namespace QXai.Xai.Lrp.Rules;

/// <summary>
/// LRP-alpha-beta, alpha - beta = 1: with z = x w, R_j = sum_k ( alpha z+ / (sum_j z+ + b+) - beta z- / (sum_j z- + b-) ) R_k. Bach et al. 2015, eq.
/// 60. Where an output has no contributions of one sign, that part of its relevance reaches nothing: the ledger counts it as dead.
/// </summary>
public sealed record AlphaBetaRule(double Alpha, double Beta) : LrpRule
{
    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"alpha-beta:{Alpha:R},{Beta:R}");

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer)
    {
        var (positive, negative) = (layer.Map(Positive), layer.Map(Negative));
        LrpPart activating = new([new(positive, Positive), new(negative, Negative)], Positive, Alpha);
        LrpPart inhibiting = new([new(positive, Negative), new(negative, Positive)], Negative, -Beta);
        return Beta == 0 ? [activating] : [activating, inhibiting];
    }
}
