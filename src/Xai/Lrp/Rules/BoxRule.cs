namespace QXai.Xai.Lrp.Rules;

/// <summary>
/// z^B for inputs with bounds l &lt;= x &lt;= h: z_jk = x_j w_jk - l_j w+_jk - h_j w-_jk, which is not negative; R_j = sum_k z_jk / sum_j z_jk R_k.
/// Montavon et al. 2017, eq. 15. One pair of bounds per input channel.
/// </summary>
public sealed record BoxRule(IReadOnlyList<double> Low, IReadOnlyList<double> High) : LrpRule
{
    /// <inheritdoc/>
    public override string Name => "z-box";

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer) =>
    [
        new(
            [
                new(layer.Input, Same),
                new(layer.PerChannel(Low), w => -Positive(w)),
                new(layer.PerChannel(High), w => -Negative(w)),
            ],
            Bias: null),
    ];
}
