namespace QXai.Xai.Lrp;

/// <summary>What kind of affine layer a rule is chosen for.</summary>
public enum LrpKind
{
    /// <summary>A convolution, with the batch norm behind it folded in.</summary>
    Convolution,

    /// <summary>A fully connected layer or a product with a matrix, with the batch norm behind it folded in.</summary>
    Dense,

    /// <summary>Averages, sums over axes, interpolation: fixed coefficients, not negative.</summary>
    Average,

    /// <summary>The sum or difference of two branches, or of a branch and a parameter.</summary>
    Sum,

    /// <summary>A batch norm that stands by itself.</summary>
    Normalisation,
}
