namespace QXai.Xai.Circuits;

/// <summary>The orthonormal basis of Hermitian matrices in which QLRP writes state and observable as real vectors.</summary>
public enum QlrpBasis
{
    /// <summary>Diagonal entries, sqrt 2 times the real and sqrt 2 times the imaginary parts of the entries above: the paper's.</summary>
    MatrixEntries,

    /// <summary>Pauli strings over sqrt(2^n).</summary>
    Pauli,
}
