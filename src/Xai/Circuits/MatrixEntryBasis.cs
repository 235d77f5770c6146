using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// Row j holds A[j, j], then sqrt 2 Re A[j, k] and sqrt 2 Im A[j, k] for k = j + 1, ...: the real vector in which the paper's twin network writes a density matrix.
/// </summary>
internal sealed class MatrixEntryBasis(int qubits) : HermitianBasis(qubits)
{
    private static readonly double Root = Math.Sqrt(2);

    public override int Length(int row) => 1 + 2 * (Rows - 1 - row);

    public override string NameOf(int row, int element) => element == 0 ? $"rho[{row},{row}]"
        : $"rho[{row},{row + (element + 1) / 2}] {(element % 2 == 1 ? "re" : "im")}";

    public override bool IsIdentity(int row, int element) => false;

    public override void Coordinates(int row, MeasuredOperator m, Span<double> coordinates)
    {
        var re = m.Real(row);
        var im = m.Imaginary(row);
        coordinates[0] = re[row];
        for (var (k, a) = (row + 1, 1); k < Rows; k++, a += 2)
        {
            (coordinates[a], coordinates[a + 1]) = (Root * re[k], Root * im[k]);
        }
    }

    public override void Coordinates(int row, StateVector<double> psi, Span<double> coordinates)
    {
        var own = psi[row];
        coordinates[0] = (own * Complex.Conjugate(own)).Real;
        for (var (k, a) = (row + 1, 1); k < Rows; k++, a += 2)
        {
            var entry = Root * own * Complex.Conjugate(psi[k]);
            (coordinates[a], coordinates[a + 1]) = (entry.Real, entry.Imaginary);
        }
    }

    /// <summary>A[j, k] is a product of one entry per qubit, whose real and imaginary parts are no products.</summary>
    public override void Coordinates(int row, ReadOnlySpan<Hermitian2> product, Span<double> coordinates, Span<double> scratch)
    {
        var re = scratch[..Rows];
        var im = scratch.Slice(Rows, Rows);
        (re[0], im[0]) = (1, 0);
        var length = 1;
        for (var q = 0; q < Qubits; q++, length *= 2)
        {
            var a = product[q];
            var (left, right) = ((row >> (Qubits - 1 - q)) & 1) == 0 ? (a.First, a.Above) : (Complex.Conjugate(a.Above), (Complex)a.Last);
            for (var k = length - 1; k >= 0; k--)
            {
                var (r, i) = (re[k], im[k]);
                (re[2 * k + 1], im[2 * k + 1]) = (r * right.Real - i * right.Imaginary, r * right.Imaginary + i * right.Real);
                (re[2 * k], im[2 * k]) = (r * left.Real - i * left.Imaginary, r * left.Imaginary + i * left.Real);
            }
        }

        coordinates[0] = re[row];
        for (var (k, a) = (row + 1, 1); k < Rows; k++, a += 2)
        {
            (coordinates[a], coordinates[a + 1]) = (Root * re[k], Root * im[k]);
        }
    }
}
