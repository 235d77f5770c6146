using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A complex 2 x 2 matrix [[A, B], [C, D]].</summary>
internal readonly record struct Matrix2(Complex A, Complex B, Complex C, Complex D)
{
    public static Matrix2 Identity => new(1, 0, 0, 1);

    public static Matrix2 operator *(Complex factor, in Matrix2 m) => new(factor * m.A, factor * m.B, factor * m.C, factor * m.D);

    public static Matrix2 operator *(Matrix2 p, Matrix2 q) =>
        new(p.A * q.A + p.B * q.C, p.A * q.B + p.B * q.D, p.C * q.A + p.D * q.C, p.C * q.B + p.D * q.D);

    /// <summary>(cos - i sin P) M for P = X, Y or Z: rows are mixed with real or imaginary factors only.</summary>
    public Matrix2 Rotated(bool x, bool z, double cos, double sin) => (x, z) switch
    {
        (true, false) => new(cos * A + MinusI(sin * C), cos * B + MinusI(sin * D), cos * C + MinusI(sin * A), cos * D + MinusI(sin * B)),
        (true, true) => new(cos * A - sin * C, cos * B - sin * D, cos * C + sin * A, cos * D + sin * B),
        _ => new(cos * A + MinusI(sin * A), cos * B + MinusI(sin * B), cos * C - MinusI(sin * C), cos * D - MinusI(sin * D)),
    };

    public Matrix2 Adjoint() => new(Complex.Conjugate(A), Complex.Conjugate(C), Complex.Conjugate(B), Complex.Conjugate(D));

    private static Complex MinusI(Complex z) => new(z.Imaginary, -z.Real);
}
