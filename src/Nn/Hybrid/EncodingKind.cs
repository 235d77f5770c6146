namespace QXai.Nn.Hybrid;

/// <summary>How a feature x_q becomes rotations of qubit q, after the encoding gate.</summary>
public enum EncodingKind
{
    /// <summary>R_k(x_q), k the encoding axis.</summary>
    Angle,

    /// <summary>exp(i atan(x_q) sigma_k) = R_k(-2 atan x_q), k the encoding axis.</summary>
    Arctan,

    /// <summary>H, then RY(atan x_q), then RZ(atan x_q^2).</summary>
    RyRzArctan,
}
