using System.Numerics;

namespace QXai.Xai.Circuits;

/// <summary>
/// A Hermitian 2 x 2 matrix by its Pauli components, A = (I + X sigma_x + Y sigma_y + Z sigma_z) / 2 with I = tr A and X = tr(A sigma_x) and so on:
/// the state of one qubit, its derivative, or the mixed state. What is below rounding is zero, so that products of several factors have true zeros.
/// </summary>
internal readonly record struct Hermitian2(double I, double X, double Y, double Z)
{
    /// <summary>I / 2.</summary>
    public static Hermitian2 Mixed { get; } = new(1, 0, 0, 0);

    /// <summary>A[0, 0].</summary>
    public double First => Clean((I + Z) / 2, Math.Abs(I) + Math.Abs(Z));

    /// <summary>A[1, 1].</summary>
    public double Last => Clean((I - Z) / 2, Math.Abs(I) + Math.Abs(Z));

    /// <summary>A[0, 1]; A[1, 0] is its conjugate.</summary>
    public Complex Above => new(X / 2, -Y / 2);

    /// <summary>|left&gt;&lt;right| + |right&gt;&lt;left| over 2: a pure state where both are the same.</summary>
    public static Hermitian2 Symmetrised((Complex Zero, Complex One) left, (Complex Zero, Complex One) right)
    {
        var cross = Complex.Conjugate(left.Zero) * right.One + Complex.Conjugate(right.Zero) * left.One;
        var (zero, one) = ((Complex.Conjugate(left.Zero) * right.Zero).Real, (Complex.Conjugate(left.One) * right.One).Real);
        var scale = Size(left) * Size(right);
        return new(Clean(zero + one, scale), Clean(cross.Real, scale), Clean(cross.Imaginary, scale), Clean(zero - one, scale));
    }

    private static double Clean(double value, double scale) => Math.Abs(value) <= 2e-15 * scale ? 0 : value;

    private static double Size((Complex Zero, Complex One) vector) => vector.Zero.Magnitude + vector.One.Magnitude;
}
