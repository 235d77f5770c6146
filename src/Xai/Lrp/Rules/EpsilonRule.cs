namespace QXai.Xai.Lrp.Rules;

/// <summary>
/// LRP-epsilon: R_j = sum_k x_j w_jk / (z_k + e sign z_k) R_k, z_k = sum_j x_j w_jk + b_k, sign 0 = 1. Bach et al. 2015, eq. 58; the stabiliser
/// absorbs e / (|z_k| + e).
/// </summary>
public sealed record EpsilonRule(double Epsilon) : LrpRule
{
    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"epsilon:{Epsilon:R}");

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) => [new([new(layer.Input, Same)], Same, Epsilon: Epsilon)];
}
