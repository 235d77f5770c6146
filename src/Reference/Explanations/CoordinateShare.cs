namespace QXai.Reference.Explanations;

/// <summary>The relevance of one coordinate r_a of the encoded state, by which quantum relevance propagation shares R_a = r_a m_a.</summary>
public enum CoordinateShare
{
    /// <summary>w_i = r_a(x~ with component i replaced by x_i) - r_a(x~).</summary>
    Replacement,

    /// <summary>w_i = D_i r_a(x~) (x_i - x~_i).</summary>
    Slope,

    /// <summary>w_q = r_a(x) less r_a with qubit q maximally mixed.</summary>
    Mixing,
}
