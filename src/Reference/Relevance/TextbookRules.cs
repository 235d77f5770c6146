namespace QXai.Reference.Relevance;

/// <summary>
/// The rules of layer-wise relevance propagation, each as the one equation for one output of the papers, written over explicit contributions z_j =
/// w_j x_j: no modified layers, no transposes, nothing shared with the code that they check.
/// </summary>
public static class TextbookRules
{
    /// <summary>z_j / (sum z + b). Bach et al. 2015, eq. 56.</summary>
    public static RowShares Zero(RelevanceRow row) => RowShares.Of(row.Contributions, row.Bias);

    /// <summary>z_j / (sum z + b + e sign). Bach et al. 2015, eq. 58.</summary>
    public static Func<RelevanceRow, RowShares> Epsilon(double epsilon) => row => RowShares.Of(row.Contributions, row.Bias, epsilon);

    /// <summary>(z_j + g z_j^s) / (sum (z + g z^s) + b + g b^s), s = + where y &gt; 0, else -. Andeol et al. 2023.</summary>
    public static Func<RelevanceRow, RowShares> Gamma(double gamma) => row =>
    {
        var raisesPositive = row.Contributions.Sum() + row.Bias > 0;
        double Raise(double z) => z > 0 == raisesPositive ? (1 + gamma) * z : z;
        return RowShares.Of([.. row.Contributions.Select(Raise)], Raise(row.Bias));
    };

    /// <summary>a z+_j / (sum z+ + b+) - b z-_j / (sum z- + b-). Bach et al. 2015, eq. 60.</summary>
    public static Func<RelevanceRow, RowShares> AlphaBeta(double alpha, double beta) => row => RowShares.Combine(
        alpha, RowShares.Of([.. row.Contributions.Select(z => z > 0 ? z : 0)], row.Bias > 0 ? row.Bias : 0),
        -beta, RowShares.Of([.. row.Contributions.Select(z => z < 0 ? z : 0)], row.Bias < 0 ? row.Bias : 0));

    /// <summary>z+_j / (sum z+ + b+). Montavon et al. 2017, eq. 14.</summary>
    public static RowShares ZPlus(RelevanceRow row) => RowShares.Of([.. row.Contributions.Select(z => z > 0 ? z : 0)], row.Bias > 0 ? row.Bias : 0);

    /// <summary>w_j (x_j - l_j) for w_j &gt; 0, w_j (x_j - h_j) for w_j &lt; 0, over their sum. Montavon et al. 2017, eq. 15.</summary>
    public static Func<RelevanceRow, RowShares> Box(IReadOnlyList<double> low, IReadOnlyList<double> high) => row => RowShares.Of(
        [.. row.Weights.Select((w, j) => w * (row.Values[j] - (w > 0 ? low : high)[row.Inputs[j] / (row.Size / low.Count)]))], 0);

    /// <summary>w_j^2 / (sum w^2 + b^2). Montavon et al. 2017, eq. 13.</summary>
    public static RowShares WSquare(RelevanceRow row) => RowShares.Of([.. row.Weights.Select(w => w * w)], row.Bias * row.Bias);

    /// <summary>1 / (number of inputs).</summary>
    public static RowShares Flat(RelevanceRow row) => RowShares.Of([.. row.Weights.Select(_ => 1.0)], 0);

    /// <summary>w_j (x_j - x~_j) / sum w (x - x~).</summary>
    public static RowShares Difference(RelevanceRow row) => RowShares.Of([.. row.Weights.Select((w, j) => w * (row.Values[j] - row.References[j]))], 0);
}
