namespace QXai.Xai.Lrp.Rules;

/// <summary>
/// Generalised LRP-gamma: contributions of the output's own sign count 1 + g times. For y_k &gt; 0, with z = x w, R_j = sum_k (z + g z+) / (sum_j (z
/// + g z+) + b + g b+) R_k; for y_k &lt;= 0 with z- and b- instead. Montavon et al. 2019, section 10.2.3; Andeol et al. 2023 for inputs of both signs.
/// </summary>
public sealed record GammaRule(double Gamma) : LrpRule
{
    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"gamma:{Gamma:R}");

    /// <inheritdoc/>
    public override IReadOnlyList<LrpPart> Parts(LrpLayer layer)
    {
        var (positive, negative) = (layer.Map(Positive), layer.Map(Negative));
        return
        [
            new([new(positive, RaisePositive), new(negative, RaiseNegative)], RaisePositive, Outputs: OutputSign.Positive),
            new([new(positive, RaiseNegative), new(negative, RaisePositive)], RaiseNegative, Outputs: OutputSign.NotPositive),
        ];
    }

    private double RaisePositive(double value) => value + Gamma * Positive(value);

    private double RaiseNegative(double value) => value + Gamma * Negative(value);
}
