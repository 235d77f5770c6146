using System.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Linear;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// U^k = exp(k log U) for a real k, by the principal logarithm: eigenvalues e^(i t) with t in (-pi, pi] become e^(i k t). A catalogue gate where the
/// result is one.
/// </summary>
internal static class FractionalPower
{
    /// <summary>The power of a product of gates on at most two qubits and without inputs; null where it is not that.</summary>
    public static IEnumerable<AppliedGate>? Of(IReadOnlyList<AppliedGate> gates, double exponent)
    {
        int[] qubits = [.. gates.SelectMany(gate => gate.Qubits.Concat(gate.ExtraControls.Select(control => control.Qubit))).Distinct().Order()];
        if (qubits.Length > 2 || gates.Any(gate => gate.Angles.Any(angle => !angle.IsConstant)))
        {
            return null;
        }

        if (qubits.Length == 0)
        {
            var phase = Complex.FromPolarCoordinates(1, gates.Sum(gate => gate.Angles[0].Offset)).Phase;
            return [new(GateCatalogue.GPhase, [], [exponent * phase], [])];
        }

        var power =
            UnitaryEigenbasis.Of(MatrixOf(gates, qubits)).Map(eigenvalue => Complex.FromPolarCoordinates(1, exponent * Principal(eigenvalue)));
        var known = GateCatalogue.All.FirstOrDefault(gate =>
            gate.Parameters.IsEmpty && gate.Qubits == qubits.Length && gate.Matrix().Distance(power) < 1e-12);
        return [new(known ?? GateCatalogue.Unitary(power), [.. qubits], [], [])];
    }

    /// <summary>The argument in (-pi, pi]; rounding just above -pi counts as pi.</summary>
    private static double Principal(Complex eigenvalue) => eigenvalue.Phase < -Math.PI + 1e-9 ? eigenvalue.Phase + Math.Tau : eigenvalue.Phase;

    private static ComplexMatrix MatrixOf(IReadOnlyList<AppliedGate> gates, int[] qubits)
    {
        int Place(int qubit) => Array.IndexOf(qubits, qubit);
        var circuit = new Circuit(qubits.Length);
        foreach (var gate in gates)
        {
            circuit = circuit.Add(
                gate.Gate,
                [.. gate.Qubits.Select(Place)],
                gate.Angles.AsSpan(),
                [.. gate.ExtraControls.Select(control => control with { Qubit = Place(control.Qubit) })]);
        }

        var columns = Enumerable.Range(0, 1 << qubits.Length).Select(column =>
        {
            var basis = new Complex[1 << qubits.Length];
            basis[column] = 1;
            return StateVector<double>.Run(circuit, initial: StateVector<double>.Of(basis));
        }).ToArray();
        return ComplexMatrix.Generate(columns.Length, (row, column) => columns[column][row]);
    }
}
