using System.Collections.Immutable;
using System.Globalization;

namespace QXai.Quantum.Gates;

/// <summary>
/// Any unitary matrix on one to six qubits, checked: |U^dag U - I| must not exceed 1e-10 in any entry. Diagonal matrices are recognised.
/// Equal where the matrices are.
/// </summary>
internal sealed class UnitaryGate : Gate
{
    private readonly ComplexMatrix matrix;

    public UnitaryGate(ComplexMatrix matrix)
        : base("Unitary", "U", null, QubitsOf(matrix), KindOf(matrix)) => this.matrix = matrix;

    public override ComplexMatrix Matrix(params ReadOnlySpan<double> angles) => matrix;

    public override (Gate Gate, ImmutableArray<Angle> Angles) Inverse(ReadOnlySpan<Angle> angles) => (new UnitaryGate(matrix.Adjoint()), []);

    public override bool Equals(object? obj) => obj is UnitaryGate other && other.matrix.Equals(matrix);

    public override int GetHashCode() => matrix.GetHashCode();

    private static int QubitsOf(ComplexMatrix matrix)
    {
        if (!int.IsPow2(matrix.Size) || matrix.Size is < 2 or > 64)
        {
            throw new ArgumentException(
                $"Unitary: a matrix of size {matrix.Size} x {matrix.Size} fits no gate on 1 to 6 qubits: 2, 4, 8, 16, 32 or 64 is needed.");
        }

        var defect = (matrix.Adjoint() * matrix).Distance(ComplexMatrix.Identity(matrix.Size));
        return defect <= 1e-10
            ? int.Log2(matrix.Size)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Unitary: the matrix is not unitary: U^dag U differs from the identity by {defect:0.###E+0}, but at most 1E-10 is accepted."));
    }

    private static GateKind KindOf(ComplexMatrix matrix) =>
        matrix.IsDiagonal ? GateKind.Diagonal : matrix.Size == 2 ? GateKind.OneQubit : GateKind.Dense;
}
