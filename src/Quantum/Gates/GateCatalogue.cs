using System.Collections.Immutable;

namespace QXai.Quantum.Gates;

/// <summary>
/// Every gate by name. Gates that depend on a word or a matrix come from <see cref="PauliRotation(string)"/>, <see cref="Unitary"/> and
/// <see cref="Evolution"/>; a gate with more controls from <see cref="Controlled"/>, or from the controls of an <see cref="AppliedGate"/>.
/// </summary>
public static class GateCatalogue
{
    private static readonly Dictionary<string, Gate> ByName;

    static GateCatalogue()
    {
        All =
        [
            I, X, Y, Z, H, S, Sdg, T, Tdg, SX, SXdg, RX, RY, RZ, P, U1, U2, U3, Rot,
            CX, CY, CZ, CH, CP, CRX, CRY, CRZ, CU3, Swap, ISwap, ISwapDg, RXX, RYY, RZZ, CCX, CCZ, CSwap, GPhase,
        ];
        ByName = All.ToDictionary(gate => gate.Name, StringComparer.OrdinalIgnoreCase);
        (string Alias, Gate Gate)[] aliases =
            [("CNOT", CX), ("Toffoli", CCX), ("Fredkin", CSwap), ("Phase", P), ("U", U3), ("CPhase", CP), ("CU1", CP), ("CCNOT", CCX), ("ID", I)];
        foreach (var (alias, gate) in aliases)
        {
            ByName.Add(alias, gate);
        }
    }

    /// <summary>All gates that need neither a word nor a matrix.</summary>
    public static ImmutableArray<Gate> All { get; }

    /// <inheritdoc cref="PauliGates"/>
    public static Gate I => PauliGates.I;

    /// <inheritdoc cref="PauliGates"/>
    public static Gate X => PauliGates.X;

    /// <inheritdoc cref="PauliGates"/>
    public static Gate Y => PauliGates.Y;

    /// <inheritdoc cref="PauliGates"/>
    public static Gate Z => PauliGates.Z;

    /// <inheritdoc cref="Hadamard"/>
    public static Gate H => Hadamard.H;

    /// <inheritdoc cref="PhaseRoots"/>
    public static Gate S => PhaseRoots.S;

    /// <inheritdoc cref="PhaseRoots"/>
    public static Gate Sdg => PhaseRoots.Sdg;

    /// <inheritdoc cref="PhaseRoots"/>
    public static Gate T => PhaseRoots.T;

    /// <inheritdoc cref="PhaseRoots"/>
    public static Gate Tdg => PhaseRoots.Tdg;

    /// <inheritdoc cref="SquareRootOfX"/>
    public static Gate SX => SquareRootOfX.SX;

    /// <inheritdoc cref="SquareRootOfX"/>
    public static Gate SXdg => SquareRootOfX.SXdg;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RX => Gates.PauliRotation.RX;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RY => Gates.PauliRotation.RY;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RZ => Gates.PauliRotation.RZ;

    /// <inheritdoc cref="PhaseShift"/>
    public static Gate P => PhaseShift.P;

    /// <inheritdoc cref="PhaseShift"/>
    public static Gate U1 => PhaseShift.U1;

    /// <inheritdoc cref="EulerGates"/>
    public static Gate U2 => EulerGates.U2;

    /// <inheritdoc cref="EulerGates"/>
    public static Gate U3 => EulerGates.U3;

    /// <inheritdoc cref="EulerGates"/>
    public static Gate Rot => EulerGates.Rot;

    /// <summary>X with one control, also called CNOT.</summary>
    public static Gate CX { get; } = new ControlledGate("CX", "cx", X, 1);

    /// <summary>Y with one control.</summary>
    public static Gate CY { get; } = new ControlledGate("CY", "cy", Y, 1);

    /// <summary>Z with one control.</summary>
    public static Gate CZ { get; } = new ControlledGate("CZ", "cz", Z, 1);

    /// <summary>H with one control.</summary>
    public static Gate CH { get; } = new ControlledGate("CH", "ch", H, 1);

    /// <summary>P with one control.</summary>
    public static Gate CP { get; } = new ControlledGate("CP", "cp", P, 1);

    /// <summary>RX with one control.</summary>
    public static Gate CRX { get; } = new ControlledGate("CRX", "crx", RX, 1);

    /// <summary>RY with one control.</summary>
    public static Gate CRY { get; } = new ControlledGate("CRY", "cry", RY, 1);

    /// <summary>RZ with one control.</summary>
    public static Gate CRZ { get; } = new ControlledGate("CRZ", "crz", RZ, 1);

    /// <summary>U3 with one control.</summary>
    public static Gate CU3 { get; } = new ControlledGate("CU3", "cu3", U3, 1);

    /// <inheritdoc cref="SwapGates"/>
    public static Gate Swap => SwapGates.Swap;

    /// <inheritdoc cref="SwapGates"/>
    public static Gate ISwap => SwapGates.ISwap;

    /// <inheritdoc cref="SwapGates"/>
    public static Gate ISwapDg => SwapGates.ISwapDg;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RXX => Gates.PauliRotation.RXX;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RYY => Gates.PauliRotation.RYY;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate RZZ => Gates.PauliRotation.RZZ;

    /// <summary>X with two controls: Toffoli's gate.</summary>
    public static Gate CCX { get; } = new ControlledGate("CCX", "ccx", X, 2);

    /// <summary>Z with two controls.</summary>
    public static Gate CCZ { get; } = new ControlledGate("CCZ", "ccz", Z, 2);

    /// <summary>SWAP with one control: Fredkin's gate.</summary>
    public static Gate CSwap { get; } = new ControlledGate("CSWAP", "cswap", Swap, 1);

    /// <inheritdoc cref="GlobalPhase"/>
    public static Gate GPhase => GlobalPhase.Instance;

    /// <inheritdoc cref="Gates.PauliRotation"/>
    public static Gate PauliRotation(string word) => Gates.PauliRotation.About(word);

    /// <inheritdoc cref="UnitaryGate"/>
    public static Gate Unitary(ComplexMatrix matrix) => new UnitaryGate(matrix);

    /// <inheritdoc cref="HermitianEvolution"/>
    public static Gate Evolution(ComplexMatrix hamiltonian) => new HermitianEvolution(hamiltonian);

    /// <summary>A gate with that many built-in controls on 1; the catalogue's own where it has one.</summary>
    public static Gate Controlled(Gate gate, int controls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(controls);
        var (core, count) = (gate.Core, gate.Controls + controls);
        return count == 0 ? core
            : All.FirstOrDefault(known => known.Controls == count && known.Core.Equals(core))
            ?? new ControlledGate(new string('C', count) + core.Name, null, core, count);
    }

    /// <summary>The gate of that name or common alias (CNOT, Toffoli, Fredkin, Phase, U), in any case; null where there is none.</summary>
    public static Gate? Find(string name) => ByName.GetValueOrDefault(name);
}
