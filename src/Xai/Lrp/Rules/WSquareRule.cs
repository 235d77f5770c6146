namespace QXai.Xai.Lrp.Rules;

/// <summary>w^2: R_j = sum_k w_jk^2 / (sum_j w_jk^2 + b_k^2) R_k, for inputs without bounds, whatever they are. Montavon et al. 2017, eq. 13.</summary>
public sealed record WSquareRule : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "w-square";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) => [new([new(layer.Map(_ => 1), Square)], Square)];

    internal override bool NeedsWeights => true;

    private static double Square(double value) => value * value;
}
