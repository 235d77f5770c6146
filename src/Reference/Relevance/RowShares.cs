namespace QXai.Reference.Relevance;

/// <summary>How the relevance of one output is shared: to each input of the row, to the bias, to the stabiliser, and what reaches nothing. The shares
/// add up to one.</summary>
public sealed record RowShares(double[] Inputs, double Bias, double Stabiliser = 0, double Dead = 0)
{
    /// <summary>numerators_j / (sum_j numerators_j + bias + stabiliser), the stabiliser being e with the sign of the rest; all dead where that is
    /// zero.</summary>
    public static RowShares Of(double[] numerators, double bias, double epsilon = 0)
    {
        var total = numerators.Sum() + bias;
        var stabiliser = total >= 0 ? epsilon : -epsilon;
        var denominator = total + stabiliser;
        return denominator == 0
            ? new RowShares(new double[numerators.Length], 0, 0, 1)
            : new RowShares([.. numerators.Select(n => n / denominator)], bias / denominator, stabiliser / denominator);
    }

    /// <summary>a p + b q, share by share.</summary>
    public static RowShares Combine(double a, RowShares p, double b, RowShares q) => new(
        [.. p.Inputs.Zip(q.Inputs, (left, right) => a * left + b * right)],
        a * p.Bias + b * q.Bias,
        a * p.Stabiliser + b * q.Stabiliser,
        a * p.Dead + b * q.Dead);
}
