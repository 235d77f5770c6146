using QXai.Quantum.Simulation;

namespace QXai.Xai.Circuits;

/// <summary>
/// An orthonormal basis of Hermitian matrices, tr(E_a E_b) = delta_ab, whose 4^n elements come in 2^n rows, so that coordinates tr(E_a A) can be made
/// row by row and are never all held.
/// </summary>
internal abstract class HermitianBasis(int qubits)
{
    /// <summary>Number of qubits n.</summary>
    public int Qubits => qubits;

    /// <summary>Number of rows, 2^n.</summary>
    public int Count => 1 << qubits;

    /// <summary>The basis of that kind.</summary>
    public static HermitianBasis Of(QlrpBasis kind, int qubits) => kind == QlrpBasis.Pauli ? new PauliBasis(qubits) : new MatrixEntryBasis(qubits);

    /// <summary>Number of elements in a row, at most 2^(n+1).</summary>
    public abstract int Length(int row);

    /// <summary>The name of an element: <c>rho[0,3] re</c>, <c>X0 Z2</c>.</summary>
    public abstract string NameOf(int row, int element);

    /// <summary>Whether an element is a multiple of the identity.</summary>
    public abstract bool IsIdentity(int row, int element);

    /// <summary>tr(E_a M) for the elements of a row; <paramref name="scratch"/> holds 2^(n+1) numbers.</summary>
    public abstract void Coordinates(int row, MeasuredOperator m, Span<double> coordinates, Span<double> scratch);

    /// <summary>tr(E_a |psi&gt;&lt;psi|) for the elements of a row, likewise.</summary>
    public abstract void Coordinates(int row, StateVector<double> psi, Span<double> coordinates, Span<double> scratch);

    /// <summary>A_1 (x) ... (x) A_n, made ready for its coordinates.</summary>
    public abstract ProductRows Rows(Hermitian2[] product);

    /// <summary>tr( E_a (A_1 (x) ... (x) A_n) ) for the elements of a row, likewise, of a product that this basis made ready.</summary>
    public abstract void Coordinates(int row, ProductRows product, Span<double> coordinates, Span<double> scratch);
}
