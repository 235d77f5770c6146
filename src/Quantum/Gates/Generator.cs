using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>
/// The Hermitian G of a one-angle gate U(t) = exp(-i t G), as constant * I + coefficient * P for a Pauli word P on the gate's targets.
/// dU/dt = -i G U. Of a controlled gate it is the generator of the core; the controls project: |1..1&gt;&lt;1..1| (x) G.
/// </summary>
public sealed record Generator(double Constant, double Coefficient, string Word)
{
    /// <summary>The distinct eigenvalues: constant - |coefficient| and constant + |coefficient|; only constant + coefficient where P = I.</summary>
    public ImmutableArray<double> Spectrum => Coefficient == 0 || !Word.AsSpan().ContainsAnyExcept('I')
        ? [Constant + Coefficient]
        : [Constant - Math.Abs(Coefficient), Constant + Math.Abs(Coefficient)];

    /// <summary>
    /// The positive differences of eigenvalues, ascending: with any fixed rest of the circuit, an expectation is c + sum over w of a_w cos(w t) + b_w sin(w t).
    /// With a control the eigenvalue 0 of the idle subspace joins in: {1} becomes {1/2, 1} for CRX, but stays {1} for CP.
    /// </summary>
    public ImmutableArray<double> Frequencies(bool controlled)
    {
        var eigenvalues = controlled ? Spectrum.Add(0) : Spectrum;
        return [.. (from a in eigenvalues from b in eigenvalues where a - b > 1e-12 select a - b).Distinct().Order()];
    }

    /// <summary>G as an explicit matrix of size 2^targets.</summary>
    public ComplexMatrix Matrix() => Constant * ComplexMatrix.Identity(1 << Word.Length) + Coefficient * PauliMatrices.Word(Word);
}
