using QXai.Quantum.Gates;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <summary>X on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CNOT(int control, int target) => CX(control, target);

    /// <summary>X on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CX(int control, int target) => Add(GateCatalogue.CX, [control, target]);

    /// <summary>Y on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CY(int control, int target) => Add(GateCatalogue.CY, [control, target]);

    /// <summary>Z on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CZ(int control, int target) => Add(GateCatalogue.CZ, [control, target]);

    /// <summary>H on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CH(int control, int target) => Add(GateCatalogue.CH, [control, target]);

    /// <summary>P on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CP(int control, int target, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.CP, [control, target], [One("CP", angle, input, weight)]);

    /// <summary>RX on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CRX(int control, int target, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.CRX, [control, target], [One("CRX", angle, input, weight)]);

    /// <summary>RY on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CRY(int control, int target, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.CRY, [control, target], [One("CRY", angle, input, weight)]);

    /// <summary>RZ on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CRZ(int control, int target, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.CRZ, [control, target], [One("CRZ", angle, input, weight)]);

    /// <summary>U3(theta, phi, lambda) on <paramref name="target"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CU3(int control, int target, Angle theta, Angle phi, Angle lambda) =>
        Add(GateCatalogue.CU3, [control, target], [theta, phi, lambda]);

    /// <inheritdoc cref="SwapGates"/>
    public Circuit Swap(int a, int b) => Add(GateCatalogue.Swap, [a, b]);

    /// <inheritdoc cref="SwapGates"/>
    public Circuit ISwap(int a, int b) => Add(GateCatalogue.ISwap, [a, b]);

    /// <summary>exp(-i t X (x) X / 2).</summary>
    public Circuit RXX(int a, int b, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RXX, [a, b], [One("RXX", angle, input, weight)]);

    /// <summary>exp(-i t Y (x) Y / 2).</summary>
    public Circuit RYY(int a, int b, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RYY, [a, b], [One("RYY", angle, input, weight)]);

    /// <summary>exp(-i t Z (x) Z / 2).</summary>
    public Circuit RZZ(int a, int b, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RZZ, [a, b], [One("RZZ", angle, input, weight)]);

    /// <summary>exp(-i t P / 2) for the Pauli word P, its first letter on the first of <paramref name="qubits"/>.</summary>
    public Circuit RPauli(string word, ReadOnlySpan<int> qubits, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.PauliRotation(word), qubits, [One("RPauli", angle, input, weight)]);

    /// <summary>X on <paramref name="target"/> where both controls are 1.</summary>
    public Circuit CCX(int control0, int control1, int target) => Add(GateCatalogue.CCX, [control0, control1, target]);

    /// <summary>Z on <paramref name="target"/> where both controls are 1.</summary>
    public Circuit CCZ(int control0, int control1, int target) => Add(GateCatalogue.CCZ, [control0, control1, target]);

    /// <summary>Exchanges <paramref name="a"/> and <paramref name="b"/> where <paramref name="control"/> is 1.</summary>
    public Circuit CSwap(int control, int a, int b) => Add(GateCatalogue.CSwap, [control, a, b]);

    /// <inheritdoc cref="UnitaryGate"/>
    public Circuit Unitary(ComplexMatrix matrix, params ReadOnlySpan<int> qubits) => Add(GateCatalogue.Unitary(matrix), qubits);

    /// <inheritdoc cref="HermitianEvolution"/>
    public Circuit Evolution(ComplexMatrix hamiltonian, ReadOnlySpan<int> qubits, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.Evolution(hamiltonian), qubits, [One("Evolution", angle, input, weight)]);

    /// <inheritdoc cref="GlobalPhase"/>
    public Circuit GPhase(Angle angle) => Add(GateCatalogue.GPhase, [], [angle]);
}
