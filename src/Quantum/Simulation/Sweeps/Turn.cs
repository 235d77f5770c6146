using System.Numerics;

namespace QXai.Quantum.Simulation.Sweeps;

/// <summary>
/// A unitary 2 x 2 matrix as diag(Out0, Out1) * X^Swap * [[1, -T], [T, 1]] * diag(1, In1), |T| at most 1: all arithmetic between the two amplitudes of a
/// pair is real, two multiply-adds per amplitude instead of eight. The norm of the middle, up to sqrt 2, is undone by Out.
/// </summary>
internal readonly record struct Turn(int Place, double T, bool Swap, Complex In1, Complex Out0, Complex Out1)
{
    /// <summary>Factors U. With rows exchanged if the second entry of the first column is the larger: u00 = out0, u10 = out1 T, u11 = out1 in1.</summary>
    public static Turn Of(int place, Matrix2 u)
    {
        var swap = Norm(u.C) > Norm(u.A);
        var (u00, u10, u11) = swap ? (u.C, u.A, u.B) : (u.A, u.C, u.D);
        if (u10 == 0)
        {
            return Make(place, 0, swap, Quotient(u11, u00), u00, u00);
        }

        var t = Math.Sqrt(Norm(u10) / Norm(u00));
        var out1 = (1 / t) * u10;
        return t == 0 ? Make(place, 0, swap, Quotient(u11, u00), u00, u00) : Make(place, t, swap, Quotient(u11, out1), u00, out1);
    }

    private static double Norm(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    /// <summary>a / b without the scaling of Complex: the entries of unitary matrices are neither tiny nor huge where this is used.</summary>
    private static Complex Quotient(Complex a, Complex b)
    {
        var scale = 1 / Norm(b);
        return new((a.Real * b.Real + a.Imaginary * b.Imaginary) * scale, (a.Imaginary * b.Real - a.Real * b.Imaginary) * scale);
    }

    private static Turn Make(int place, double t, bool swap, Complex in1, Complex out0, Complex out1) =>
        swap ? new(place, t, true, in1, out1, out0) : new(place, t, false, in1, out0, out1);
}
