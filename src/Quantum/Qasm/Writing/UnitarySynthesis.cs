using System.Numerics;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// A unitary matrix as a circuit of controlled one-qubit gates, exactly, the global phase included. One qubit: e^(i a) U3. More: Givens rotations of
/// two basis states that differ in one bit (so each is one fully controlled gate) clear the matrix column by column, and phases of the basis states
/// remain.
/// </summary>
internal static class UnitarySynthesis
{
    /// <summary>The angles (theta, phi, lambda) and phase a with U = e^(i a) U3(theta, phi, lambda).</summary>
    public static (double Theta, double Phi, double Lambda, double Phase) Angles(ComplexMatrix u)
    {
        var theta = 2 * Math.Atan2(u[1, 0].Magnitude, u[0, 0].Magnitude);
        var phase = u[0, 0].Phase;
        var phi = u[1, 0].Phase - phase;
        var lambda = u[1, 1].Magnitude > u[0, 1].Magnitude ? u[1, 1].Phase - phase - phi : (-u[0, 1]).Phase - phase;
        return (theta, phi, lambda, phase);
    }

    /// <summary>The circuit on as many qubits as the matrix acts on.</summary>
    public static Circuit Decompose(ComplexMatrix unitary)
    {
        var qubits = int.Log2(unitary.Size);
        if (qubits == 1)
        {
            var (theta, phi, lambda, phase) = Angles(unitary);
            return AddPhase(new Circuit(1).U3(0, theta, phi, lambda), phase, []);
        }

        var (work, clearing) = (unitary, new Circuit(qubits));
        for (var column = 0; column < unitary.Size - 1; column++)
        {
            // Clear the entries below the diagonal pairwise: from the farthest basis state towards the column's own, flipping one bit at a time.
            foreach (var row in RowsByDistance(column, unitary.Size))
            {
                if (work[row, column].Magnitude > 1e-15)
                {
                    var (towards, bit) = Neighbour(row, column);
                    var (givens, gates) = Givens(work[towards, column], work[row, column], towards, row, bit, qubits);
                    work = TwoLevel(givens, towards, row, unitary.Size) * work;
                    clearing = clearing.Append(gates);
                }
            }
        }

        var phases = new Circuit(qubits);
        for (var state = 0; state < unitary.Size; state++)
        {
            phases = AddPhase(phases, work[state, state].Phase, ControlsOn(state, -1, qubits));
        }

        return phases.Append(clearing.Inverse());
    }

    private static Circuit AddPhase(Circuit circuit, double phase, Control[] controls) =>
        Math.Abs(phase) < 1e-16 ? circuit : circuit.Add(GateCatalogue.GPhase, [], [phase], controls);

    /// <summary>Rows to clear in a column: all later ones, farthest in Hamming distance from it first, so that what moves moves towards it.</summary>
    private static IEnumerable<int> RowsByDistance(int column, int size) =>
        Enumerable.Range(column + 1, size - column - 1).OrderByDescending(row => BitOperations.PopCount((uint)(row ^ column)))
            .ThenByDescending(row => row);

    /// <summary>The state one bit nearer to <paramref name="column"/>, never one below it: those columns are done.</summary>
    private static (int State, int Bit) Neighbour(int row, int column)
    {
        var differing = row ^ column;
        for (var bit = 0; ; bit++)
        {
            if ((differing & (1 << bit)) != 0 && (row ^ (1 << bit)) >= column)
            {
                return (row ^ (1 << bit), bit);
            }
        }
    }

    /// <summary>
    /// G with G (a, b) = (r, 0), acting on states <paramref name="keep"/> and <paramref name="clear"/>, which differ in <paramref name="bit"/>, as a
    /// controlled gate.
    /// </summary>
    private static (ComplexMatrix Matrix, Circuit Gates) Givens(Complex a, Complex b, int keep, int clear, int bit, int qubits)
    {
        var r = Math.Sqrt(a.Magnitude * a.Magnitude + b.Magnitude * b.Magnitude);
        var matrix = new ComplexMatrix(Complex.Conjugate(a) / r, Complex.Conjugate(b) / r, -b / r, a / r);

        // The gate's basis is the bit's value; where the state to keep has the bit set, rows and columns change places.
        var swapped = (keep & (1 << bit)) != 0;
        var gate = swapped ? new ComplexMatrix(matrix[1, 1], matrix[1, 0], matrix[0, 1], matrix[0, 0]) : matrix;
        var (theta, phi, lambda, phase) = Angles(gate);
        var controls = ControlsOn(keep, bit, qubits);
        var circuit = new Circuit(qubits).Add(GateCatalogue.U3, [qubits - 1 - bit], [theta, phi, lambda], controls);
        return (matrix, AddPhase(circuit, phase, controls));
    }

    private static Control[] ControlsOn(int state, int exceptBit, int qubits) =>
        [.. Enumerable.Range(0, qubits).Select(qubit => (Qubit: qubit, Bit: qubits - 1 - qubit)).Where(place => place.Bit != exceptBit)
            .Select(place => new Control(place.Qubit, ((state >> place.Bit) & 1) != 0))];

    private static ComplexMatrix TwoLevel(ComplexMatrix g, int first, int second, int size) => ComplexMatrix.Generate(size, (row, column) =>
        (row == first || row == second) && (column == first || column == second) ? g[row == first ? 0 : 1, column == first ? 0 : 1]
            : row == column ? 1
            : 0);
}
