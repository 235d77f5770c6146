namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>The coefficients n of a traceless Hermitian 2 x 2 matrix X n_x + Y n_y + Z n_z.</summary>
internal readonly record struct Vector3d(double X, double Y, double Z)
{
    public static Vector3d operator *(double factor, Vector3d v) => new(factor * v.X, factor * v.Y, factor * v.Z);

    /// <summary>n of [[n_z, n_x - i n_y], [n_x + i n_y, -n_z]].</summary>
    public static Vector3d Of(Matrix2 hermitian) => new(hermitian.C.Real, hermitian.C.Imaginary, hermitian.A.Real);
}
