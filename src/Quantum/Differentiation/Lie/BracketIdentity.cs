using System.Numerics;
using QXai.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>The Lie bracket, written out, and the identity that turns it into two shifted conjugations.</summary>
public static class BracketIdentity
{
    /// <summary>[A, B] = A B - B A.</summary>
    public static ComplexMatrix Bracket(ComplexMatrix a, ComplexMatrix b) => a * b - b * a;

    /// <summary>V s V^dag.</summary>
    public static ComplexMatrix Conjugate(ComplexMatrix v, ComplexMatrix s) => v * s * v.Adjoint();

    /// <summary>
    /// The largest entry of [sigma, V(x) s V^dag(x)] - i ( V(x + pi/2) s V^dag(x + pi/2) - V(x - pi/2) s V^dag(x - pi/2) ) over s in I, X, Y, Z: zero, up to
    /// rounding, whenever V(x) = exp(-i x sigma / 2) H with sigma^2 = I. <paramref name="v"/> gives V for an angle shifted by its argument.
    /// </summary>
    [Equation("QGrad-CAM", "16")]
    public static double Residual(ComplexMatrix sigma, Func<double, ComplexMatrix> v)
    {
        var (centre, plus, minus) = (v(0), v(Math.PI / 2), v(-Math.PI / 2));
        var largest = 0.0;
        foreach (var letter in PauliExpansion.Letters)
        {
            var s = PauliMatrices.Named(letter);
            var shifted = Complex.ImaginaryOne * (Conjugate(plus, s) - Conjugate(minus, s));
            largest = Math.Max(largest, Bracket(sigma, Conjugate(centre, s)).Distance(shifted));
        }

        return largest;
    }
}
