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
    public ImmutableArray<double> Frequencies(bool controlled) => Gaps(Spectrum, controlled);

    /// <summary>The positive differences of some eigenvalues, and of 0 where there is a control, ascending.</summary>
    internal static ImmutableArray<double> Gaps(ImmutableArray<double> spectrum, bool controlled)
    {
        var eigenvalues = controlled ? spectrum.Add(0) : spectrum;
        return Distinct([0, .. from a in eigenvalues from b in eigenvalues where a > b select a - b])[1..];
    }

    /// <summary>The values in ascending order; of several within 1e-12 of the largest modulus the least.</summary>
    internal static ImmutableArray<double> Distinct(double[] values)
    {
        var same = 1e-12 * values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var distinct = ImmutableArray.CreateBuilder<double>();
        foreach (var value in values.Order())
        {
            if (distinct.Count == 0 || value - distinct[^1] > same)
            {
                distinct.Add(value);
            }
        }

        return distinct.ToImmutable();
    }

    /// <summary>G as an explicit matrix of size 2^targets.</summary>
    public ComplexMatrix Matrix() => Constant * ComplexMatrix.Identity(1 << Word.Length) + Coefficient * PauliMatrices.Word(Word);
}
