using FsCheck;
using FsCheck.Fluent;
using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Reading;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Qasm;

/// <summary>Circuits written as OpenQASM and read back.</summary>
public class QasmRoundTripTests
{
    [Fact]
    public void Version_3_keeps_every_state_to_the_phase_and_all_inputs_and_weights() => ForAllSeeds(60, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 1 + (int)(seed % 5);
        var circuit = make.Circuit(qubits, 25);
        var text = circuit.ToQasm();
        var back = Circuit.FromQasm(text);
        Assert.Equal((circuit.Qubits, circuit.Inputs, circuit.Weights), (back.Qubits, back.Inputs, back.Weights));
        var (x, w, initial) = (make.Numbers(circuit.Inputs), make.Numbers(circuit.Weights), make.State(qubits));
        var (expected, actual) = (StateVector<double>.Run(circuit, x, w, initial), StateVector<double>.Run(back, x, w, initial));
        for (var i = 0; i < expected.Dimension; i++)
        {
            Assert.True((expected[i] - actual[i]).Magnitude < 1e-11, $"seed {seed}: amplitude {i} is {actual[i]}, not {expected[i]}\n{text}");
        }
    });

    [Fact]
    public void Version_3_gives_the_same_gates_back_but_for_matrices() => ForAllSeeds(60, seed =>
    {
        var circuit = new RandomCircuits(seed).Circuit(1 + (int)(seed % 5), 25);
        var named = new Circuit(circuit.Qubits, circuit.Inputs, circuit.Weights);
        foreach (var gate in circuit.Gates.Where(gate => !((string[])["Unitary", "Evolution", "U2"]).Any(gate.Gate.Name.Contains)))
        {
            var core = new AppliedGate(gate.Gate.Core, gate.Targets, gate.Angles, []);
            var canonical = gate.Controls.IsEmpty ? core : ControlledGates.Add(core, gate.Controls.AsSpan());
            named = named.Add(canonical.Gate, canonical.Qubits.AsSpan(), canonical.Angles.AsSpan(), canonical.ExtraControls.AsSpan());
        }

        Assert.Equal(named, Circuit.FromQasm(named.ToQasm()));
    });

    [Fact]
    public void What_was_read_once_is_written_and_read_unchanged() => ForAllSeeds(30, seed =>
    {
        var read = Circuit.FromQasm(new RandomCircuits(seed).Circuit(1 + (int)(seed % 4), 12).ToQasm());
        Assert.Equal(read, Circuit.FromQasm(read.ToQasm()));
    });

    [Fact]
    public void Version_2_keeps_every_state_up_to_its_global_phase() => ForAllSeeds(60, seed =>
    {
        var make = new RandomCircuits(seed);
        var qubits = 1 + (int)(seed % 5);
        var circuit = make.Circuit(qubits, 15).Bind(make.Numbers(RandomCircuits.Inputs), make.Numbers(RandomCircuits.Weights));
        var text = circuit.ToQasm(2);
        Assert.StartsWith("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n", text);
        var initial = make.State(qubits);
        var (expected, actual) = (StateVector<double>.Run(circuit, initial: initial), StateVector<double>.Run(Circuit.FromQasm(text), initial: initial));
        var phase = expected.Inner(actual);
        Assert.Equal(1, phase.Magnitude, 1e-11);
        for (var i = 0; i < expected.Dimension; i++)
        {
            Assert.True((phase * expected[i] - actual[i]).Magnitude < 1e-11, $"seed {seed}: amplitude {i} is {actual[i]}, not {phase * expected[i]}\n{text}");
        }
    });

    [Fact]
    public void Matrices_on_many_qubits_are_written_as_controlled_rotations()
    {
        var make = new RandomCircuits(5);
        var circuit = new Circuit(6).Add(GateCatalogue.Unitary(make.Unitary(16)), [1, 3, 0, 2], [], [new(5, On: false)]).Unitary(make.Unitary(2), 4);
        var initial = make.State(6);
        foreach (var version in (int[])[2, 3])
        {
            var expected = StateVector<double>.Run(circuit, initial: initial);
            var actual = StateVector<double>.Run(Circuit.FromQasm(circuit.ToQasm(version)), initial: initial);
            Assert.Equal(1, expected.Inner(actual).Magnitude, 1e-11);
        }
    }

    [Fact]
    public void Many_controls_are_written_out_in_version_2_and_by_modifiers_in_version_3()
    {
        Control[] controls = [new(0), new(1, On: false), new(2), new(3), new(4), new(5, On: false), new(6)];
        var circuit = new Circuit(8).Add(GateCatalogue.U3, [7], [0.3, -1.2, 2.5], controls).Add(GateCatalogue.X, [7], [], controls);
        var initial = new RandomCircuits(1).State(8);
        var expected = StateVector<double>.Run(circuit, initial: initial);
        Assert.Equal(1, expected.Inner(StateVector<double>.Run(Circuit.FromQasm(circuit.ToQasm(2)), initial: initial)).Magnitude, 1e-11);
        Assert.Contains("ctrl @ negctrl @ ctrl(3) @ negctrl @ ctrl @ x q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7];", circuit.ToQasm());
        Assert.Equal(circuit, Circuit.FromQasm(circuit.ToQasm()));
    }

    [Fact]
    public void A_circuit_with_inputs_is_written_like_this() => Assert.Equal(
        """
        OPENQASM 3.0;
        include "stdgates.inc";
        gate rzz(t) q0, q1 { cx q0, q1; rz(t) q1; cx q0, q1; }
        input float[64] x0;
        input float[64] x1;
        @qxai.weight
        input float[64] w0;
        qubit[3] q;
        h q[0];
        ry(x0) q[0];
        rz(-2*arctan(x1) + 0.1) q[1];
        rzz(arctan(x1*x1)) q[0], q[1];
        crx(3*pi/4) q[1], q[2];
        negctrl @ ry(w0) q[2], q[1];
        inv @ sx q[0];
        gphase(0.25);

        """.ReplaceLineEndings("\n"),
        new Circuit(3).H(0).RY(0, input: 0).RZ(1, -2 * Angle.Input(1).Atan() + 0.1).RZZ(0, 1, Angle.Input(1).AtanOfSquare()).CRX(1, 2, 3 * Math.PI / 4)
            .Add(GateCatalogue.RY, [1], [Angle.Weight(0)], [new(2, On: false)]).SXdg(0).GPhase(0.25).ToQasm());

    [Fact]
    public void Version_2_refuses_inputs_and_too_many_controls_and_other_versions_do_not_exist()
    {
        Assert.Equal(
            "OpenQASM 2.0: the circuit has 1 inputs and 2 weights, which only version 3 can express; bind them to numbers first or write version 3.",
            Assert.Throws<InputException>(() => new Circuit(1).RX(0, input: 0).RX(0, weight: 1).ToQasm(2)).Message);
        Control[] controls = [.. Enumerable.Range(0, 9).Select(qubit => new Control(qubit))];
        Assert.Equal(
            "OpenQASM 2.0: H has 9 controls, but 8 are the most that are written out; version 3 has no limit.",
            Assert.Throws<InputException>(() => new Circuit(10).Add(GateCatalogue.H, [9], [], controls).ToQasm(2)).Message);
        Assert.Equal("ToQasm: version 4 of OpenQASM is not written; 2 and 3 are.", Assert.Throws<ArgumentException>(() => new Circuit(1).ToQasm(4)).Message);
    }

    [Fact]
    public void Angles_read_back_to_the_same_bits() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(),
        number => Assert.Equal(new Circuit(1).RX(0, number.Get), Circuit.FromQasm(new Circuit(1).RX(0, number.Get).ToQasm()))));

    private static void ForAllSeeds(int count, Action<ulong> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), property));
}
