using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using QXai.Quantum.Linear;

namespace QXai.Quantum.Gates;

/// <summary>
/// U(t) = exp(-i t H) for any Hermitian matrix H on one to six qubits, the first qubit being the most significant bit: the evolution under H for the time t.
/// H is the generator, its eigenvalues' differences are the frequencies. Checked: no entry of H - H^dag may exceed 1e-10 of H's largest, or 1e-10.
/// With H = V diag(l) V^dag, found by Jacobi's method, and l = sum over words S of c_S (-1)^S, it is V times the product over S of exp(-i t c_S Z_S) times
/// V^dag: constant matrices and rotations that every simulator and differentiator knows. Equal where the matrices are.
/// </summary>
internal sealed class HermitianEvolution : Gate
{
    private readonly ComplexMatrix hamiltonian, vectors;
    private readonly double[] values;

    public HermitianEvolution(ComplexMatrix hamiltonian)
        : base("Evolution", "Evol", null, QubitsOf(hamiltonian), hamiltonian.IsDiagonal ? GateKind.Diagonal : GateKind.Dense, "t")
    {
        this.hamiltonian = hamiltonian;
        (values, vectors) = HermitianJacobi.Decompose(0.5 * (hamiltonian + hamiltonian.Adjoint()));
        Spectrum = Generator.Distinct(values);
        Factors = [.. Diagonalised()];
    }

    public override ImmutableArray<double> Spectrum { get; }

    public override ImmutableArray<GateFactor> Factors { get; }

    public override ComplexMatrix GeneratorMatrix => hamiltonian;

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles)
    {
        var t = angles[0];
        return vectors * ComplexMatrix.Diagonal([.. values.Select(value => Complex.FromPolarCoordinates(1, -t * value))]) * vectors.Adjoint();
    }

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (this, [-angles[0]]);

    /// <summary>An applied evolution as its factors, each under the same controls; any other gate is itself.</summary>
    public static IEnumerable<AppliedGate> Expand(AppliedGate applied) => applied.Gate.Core is not HermitianEvolution evolution ? [applied]
        : evolution.Factors.Select(factor => new AppliedGate(
            factor.Gate, applied.Targets, factor.Parameter is null ? [] : [factor.Angle(applied.Angles.AsSpan())], applied.Controls));

    public override bool Equals(object? obj) => obj is HermitianEvolution other && other.hamiltonian.Equals(hamiltonian);

    public override int GetHashCode() => hamiltonian.GetHashCode();

    /// <summary>V^dag, the rotations about words of I and Z by 2 c_S t, and V; no matrices where H is diagonal.</summary>
    private IEnumerable<GateFactor> Diagonalised()
    {
        var turned = !hamiltonian.IsDiagonal;
        if (turned)
        {
            yield return new(new UnitaryGate(vectors.Adjoint()), null);
        }

        var negligible = 1e-16 * values.Max(Math.Abs);
        for (var word = 0; word < values.Length; word++)
        {
            var coefficient = values.Select((value, i) => int.IsOddInteger(int.PopCount(word & i)) ? -value : value).Sum() / values.Length;
            if (Math.Abs(coefficient) > negligible)
            {
                yield return new(PauliRotation.About(Word(word)), 0, Scale: 2 * coefficient);
            }
        }

        if (turned)
        {
            yield return new(new UnitaryGate(vectors), null);
        }
    }

    /// <summary>Z where the number has a 1, the first letter for its most significant bit.</summary>
    private string Word(int number) => string.Concat(Enumerable.Range(0, Qubits).Select(qubit => (number >> (Qubits - 1 - qubit) & 1) != 0 ? 'Z' : 'I'));

    private static int QubitsOf(ComplexMatrix matrix)
    {
        if (!int.IsPow2(matrix.Size) || matrix.Size is < 2 or > 64)
        {
            throw new ArgumentException(
                $"Evolution: a matrix of size {matrix.Size} x {matrix.Size} fits no gate on 1 to 6 qubits: 2, 4, 8, 16, 32 or 64 is needed.");
        }

        var (defect, largest) = (matrix.Distance(matrix.Adjoint()), matrix.Distance(0 * matrix));
        var accepted = 1e-10 * Math.Max(1, largest);
        return defect <= accepted && double.IsFinite(largest)
            ? int.Log2(matrix.Size)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Evolution: the matrix is not Hermitian: H differs from H^dag by {defect:0.###E+0}, but at most {accepted:0.###E+0} is accepted."));
    }
}
