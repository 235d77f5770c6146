using System.Numerics;
using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// Row j holds A[j, j], then sqrt 2 Re A[j, k] for k = j + 1, ..., then sqrt 2 Im A[j, k] for the same k: the real vector in which the paper's twin
/// network writes a density matrix.
/// </summary>
internal sealed class MatrixEntryBasis(int qubits) : HermitianBasis(qubits)
{
    private static readonly double Root = Math.Sqrt(2);

    public override int Length(int row) => 1 + 2 * (Count - 1 - row);

    public override string NameOf(int row, int element)
    {
        var pairs = Count - 1 - row;
        return element == 0 ? $"rho[{row},{row}]" : $"rho[{row},{row + 1 + (element - 1) % pairs}] {(element <= pairs ? "re" : "im")}";
    }

    public override bool IsIdentity(int row, int element) => false;

    public override void Coordinates(int row, MeasuredOperator m, Span<double> coordinates, Span<double> scratch) =>
        Write(m.Real(row), m.Imaginary(row), coordinates);

    public override void Coordinates(int row, StateVector<double> psi, Span<double> coordinates, Span<double> scratch)
    {
        var re = scratch[..Count];
        var im = scratch.Slice(Count, Count);
        var own = psi[row];
        for (var k = row; k < Count; k++)
        {
            var entry = own * Complex.Conjugate(psi[k]);
            (re[k], im[k]) = (entry.Real, entry.Imaginary);
        }

        Write(re[row..], im[row..], coordinates);
    }

    /// <summary>A[j, k] is a product of one entry per qubit.</summary>
    public override ProductRows Rows(Hermitian2[] product) => new(Qubits, (q, j, k) => (j, k) switch
    {
        (0, 0) => product[q].First,
        (0, 1) => product[q].Above,
        (1, 0) => Complex.Conjugate(product[q].Above),
        _ => product[q].Last,
    });

    public override void Coordinates(int row, ProductRows product, Span<double> coordinates, Span<double> scratch)
    {
        var re = scratch[..Count];
        var im = scratch.Slice(Count, Count);
        product.Row(row, row, re, im);
        Write(re[row..], im[row..], coordinates);
    }

    /// <summary>The coordinates of a row whose entries are given from the diagonal on.</summary>
    private static void Write(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> coordinates)
    {
        var pairs = re.Length - 1;
        coordinates[0] = re[0];
        RowArithmetic.Scale(Root, 0, re[1..], im[1..], coordinates.Slice(1, pairs), coordinates.Slice(1 + pairs, pairs));
    }
}
