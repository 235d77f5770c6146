namespace QXai.Xai.Lrp.Rules;

/// <summary>z+: R_j = sum_k z+_jk / (sum_j z+_jk + b+_k) R_k with z+ = max(x_j w_jk, 0): alpha-beta with alpha 1, beta 0. Montavon et al. 2017, eq.
/// 14.</summary>
public sealed record ZPlusRule : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "z-plus";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) =>
        [new([new(layer.Map(Positive), Positive), new(layer.Map(Negative), Negative)], Positive)];
}
