namespace QXai.Xai.Lrp.Rules;

/// <summary>Flat: every input that an output reads gets the same share: R_j = sum_k 1 / (number of inputs of k) R_k. Lapuschkin et al. 2019.</summary>
public sealed record FlatRule : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "flat";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) => [new([new(layer.Map(_ => 1), _ => 1)], Bias: null)];

    internal override bool NeedsWeights => true;
}
