namespace QXai.Xai.Circuits;

/// <summary>The relevance of a single coordinate r_a of the encoded state, by which QLRP's second step shares R_a among the inputs.</summary>
public enum QlrpShare
{
    /// <summary>r_a(x~ with component i replaced by x_i) - r_a(x~).</summary>
    TaylorInfinity,

    /// <summary>D_i r_a(x~) (x_i - x~_i).</summary>
    GradientTimesDifference,

    /// <summary>r_a less r_a with the input's qubit maximally mixed; needs no reference.</summary>
    Mixed,
}
