namespace QXai.Xai.Lrp;

/// <summary>
/// One fraction of a rule: R_j += factor sum_k z_jk R_k / (sum_j z_jk + b_k + stabiliser), over the outputs k of the given sign, with z the sum of the
/// <paramref name="Terms"/> and b the function <paramref name="Bias"/> of the layer's bias (null: none).
/// </summary>
/// <param name="Terms">The contributions z.</param>
/// <param name="Bias">What stands for the bias in the denominator, and absorbs its share.</param>
/// <param name="Factor">The share of the relevance that this part hands on.</param>
/// <param name="Epsilon">e &gt;= 0: the denominator is moved away from zero by e, towards its own sign (positive where it is zero).</param>
/// <param name="Outputs">For which outputs.</param>
public sealed record LrpPart(
    IReadOnlyList<LrpTerm> Terms, Func<double, double>? Bias, double Factor = 1, double Epsilon = 0, OutputSign Outputs = OutputSign.Any);
