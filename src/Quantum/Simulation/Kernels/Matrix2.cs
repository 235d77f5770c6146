using System.Numerics;

namespace QXai.Quantum.Simulation.Kernels;

/// <summary>A complex 2 x 2 matrix [[A, B], [C, D]] in real numbers of precision T.</summary>
internal readonly struct Matrix2<T>(Complex a, Complex b, Complex c, Complex d)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly T ARe = T.CreateTruncating(a.Real), AIm = T.CreateTruncating(a.Imaginary);
    public readonly T BRe = T.CreateTruncating(b.Real), BIm = T.CreateTruncating(b.Imaginary);
    public readonly T CRe = T.CreateTruncating(c.Real), CIm = T.CreateTruncating(c.Imaginary);
    public readonly T DRe = T.CreateTruncating(d.Real), DIm = T.CreateTruncating(d.Imaginary);

    /// <summary>Whether the matrix is [[0, 1], [1, 0]], which needs no arithmetic.</summary>
    public bool IsExchange => a == 0 && b == 1 && c == 1 && d == 0;
}
