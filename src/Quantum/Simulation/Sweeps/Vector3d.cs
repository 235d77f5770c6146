namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>The coefficients n of a traceless Hermitian 2 x 2 matrix X n_x + Y n_y + Z n_z.</summary>
internal readonly record struct Vector3d(double X, double Y, double Z)
{
    public static Vector3d operator *(double factor, Vector3d v) => new(factor * v.X, factor * v.Y, factor * v.Z);

    public static Vector3d operator +(Vector3d v, Vector3d w) => new(v.X + w.X, v.Y + w.Y, v.Z + w.Z);

    /// <summary>X, Y or Z, by its bits.</summary>
    public static Vector3d Of(BitPauli pauli) => (pauli.X != 0, pauli.Z != 0) switch
    {
        (true, false) => new(1, 0, 0),
        (true, true) => new(0, 1, 0),
        _ => new(0, 0, 1),
    };

    /// <summary>The vector product.</summary>
    public Vector3d Cross(Vector3d v) => new(Y * v.Z - Z * v.Y, Z * v.X - X * v.Z, X * v.Y - Y * v.X);
}
