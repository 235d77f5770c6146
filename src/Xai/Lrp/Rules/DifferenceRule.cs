namespace QXai.Xai.Lrp.Rules;

/// <summary>
/// Differences from the reference point: R_j = sum_k w_jk (x_j - x~_j) / (y_k - y~_k) R_k, y_k - y~_k = sum_j w_jk (x_j - x~_j). Biases cancel. It is
/// the rule of the bridge to a circuit: the relevance of an angle vanishes with its difference from the reference, not with the angle, so LRP-0 would
/// divide by angles near zero.
/// </summary>
public sealed record DifferenceRule : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "difference";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer)
    {
        var reference = layer.Reference;
        return [new([new([.. layer.Input.Select((x, j) => x - reference[j])], Same)], Bias: null)];
    }
}
