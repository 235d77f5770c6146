namespace QXai.Xai.Lrp;

/// <summary>
/// One term of the contributions that a rule weighs: z_jk += a_j v(w_jk), for numbers a_j in place of the layer's inputs and a function v of its
/// weights. A map without weights (averages, sums: fixed coefficients, not negative) counts as if every weight were one.
/// </summary>
/// <param name="Input">a, one number per input of the layer.</param>
/// <param name="Weight">v.</param>
public sealed record LrpTerm(double[] Input, Func<double, double> Weight);
