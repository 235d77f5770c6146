namespace QXai.Xai.Lrp.Rules;

/// <summary>LRP-0: R_j = sum_k x_j w_jk / (sum_j x_j w_jk + b_k) R_k. Bach et al. 2015, eq. 56; equals input x gradient through a rectifier network.</summary>
public sealed record ZeroRule : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "0";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) => [new([new(layer.Input, Same)], Same)];
}
