using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// The unitary 2 x 2 matrix w - i (x X + y Y + z Z) with w^2 + x^2 + y^2 + z^2 = 1, which has determinant 1: a unit quaternion, half the numbers of the
/// matrix. Any unitary matrix is a phase times one.
/// </summary>
internal readonly record struct Spin(double W, double X, double Y, double Z)
{
    public static Spin Identity => new(1, 0, 0, 0);

    /// <summary>The matrix's first column: w - i z.</summary>
    public Complex A => new(W, -Z);

    /// <summary>Its second row: y - i x.</summary>
    public Complex C => new(Y, -X);

    /// <summary>The product of the matrices.</summary>
    public static Spin operator *(in Spin p, in Spin q) => new(
        p.W * q.W - p.X * q.X - p.Y * q.Y - p.Z * q.Z,
        p.W * q.X + p.X * q.W + p.Y * q.Z - p.Z * q.Y,
        p.W * q.Y + p.Y * q.W + p.Z * q.X - p.X * q.Z,
        p.W * q.Z + p.Z * q.W + p.X * q.Y - p.Y * q.X);

    /// <summary>cos - i sin P for P = X, Y or Z, by the bits of P.</summary>
    public static Spin Rotation(BitPauli pauli, double cos, double sin) => (pauli.X != 0, pauli.Z != 0) switch
    {
        (true, false) => new(cos, sin, 0, 0),
        (true, true) => new(cos, 0, sin, 0),
        _ => new(cos, 0, 0, sin),
    };

    /// <summary>A unitary matrix as a phase times a spin: the phase is a square root of the determinant.</summary>
    public static (Spin Spin, Complex Phase) Of(ComplexMatrix u)
    {
        var phase = Complex.Sqrt(u[0, 0] * u[1, 1] - u[0, 1] * u[1, 0]);
        var (a, c) = (u[0, 0] / phase, u[1, 0] / phase);
        return (new(a.Real, -c.Imaginary, c.Real, -a.Imaginary), phase);
    }

    /// <summary>The inverse matrix.</summary>
    public Spin Adjoint() => new(W, -X, -Y, -Z);

    /// <summary>n' of U (n . sigma) U^dag = n' . sigma: the rotation of n, n + 2 w (u x n) + 2 u x (u x n) with u = (x, y, z).</summary>
    public Vector3d Rotate(Vector3d n)
    {
        var u = new Vector3d(X, Y, Z);
        var turned = 2 * u.Cross(n);
        return n + W * turned + u.Cross(turned);
    }
}
