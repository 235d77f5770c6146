using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A unitary 2 x 2 matrix as Scale diag(1, Ratio) * X^Swap * [[1, -T], [T, 1]] * diag(1, In), |T| at most 1: all arithmetic between the two amplitudes of
/// a pair is real, two multiply-adds per amplitude instead of eight. The norm of the middle, up to sqrt 2, is undone by Scale.
/// </summary>
internal readonly record struct Turn(double T, bool Swap, Complex In, Complex Scale, Complex Ratio)
{
    /// <summary>Squares of numbers that count as 0, at most.</summary>
    public const double Negligible = 1e-280;

    /// <summary>Whether a diagonal entry or one beside it counts as 0, so that the general formula divides by too little.</summary>
    public static bool IsNegligible(in Spin u) => u.W * u.W + u.Z * u.Z <= Negligible || u.X * u.X + u.Y * u.Y <= Negligible;

    /// <summary>
    /// Factors phase * U. With a = u00 and c = u10, so that u11 = a* and u01 = -c*: T = |c| / |a|, In = (a c)* / |a c|, Ratio = a* c / |a c| and Scale = a;
    /// where |c| is the larger, rows are exchanged, and T = |a| / |c|, In = -(a c)* / |a c| and Scale = a |c| / |a|.
    /// </summary>
    public static Turn Of(in Spin u, Complex phase)
    {
        var (a, c) = (u.A, u.C);
        var (aa, cc) = (u.W * u.W + u.Z * u.Z, u.X * u.X + u.Y * u.Y);
        var swap = cc > aa;
        if (cc <= Negligible)
        {
            return new(0, false, (1 / aa) * Complex.Conjugate(a * a), phase * a, 1);
        }

        if (aa <= Negligible)
        {
            return new(0, true, (-1 / cc) * Complex.Conjugate(c * c), phase * c, 1);
        }

        var inverse = 1 / Math.Sqrt(aa * cc);
        var (t, scale) = swap ? (aa * inverse, cc * inverse) : (cc * inverse, 1.0);
        return new(t, swap, (swap ? -inverse : inverse) * Complex.Conjugate(a * c), scale * (phase * a), inverse * (Complex.Conjugate(a) * c));
    }
}

/// <summary>The real part of a turn: x0, x1 := x0 - t x1, x1 + t x0 on one place of the index, the two then exchanged where asked to.</summary>
internal readonly record struct RealTurn<T>(int Place, T Tangent, bool Swap);
