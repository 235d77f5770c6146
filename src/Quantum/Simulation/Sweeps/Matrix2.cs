using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>A complex 2 x 2 matrix [[A, B], [C, D]].</summary>
internal readonly record struct Matrix2(Complex A, Complex B, Complex C, Complex D)
{
    public static Matrix2 Identity => new(1, 0, 0, 1);

    public static Matrix2 operator *(Matrix2 p, Matrix2 q) =>
        new(p.A * q.A + p.B * q.C, p.A * q.B + p.B * q.D, p.C * q.A + p.D * q.C, p.C * q.B + p.D * q.D);

    public Matrix2 Adjoint() => new(Complex.Conjugate(A), Complex.Conjugate(C), Complex.Conjugate(B), Complex.Conjugate(D));
}
