using QXai.Quantum.Gates;
using QXai.Quantum.Programs;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Tests.Qasm;

/// <summary>What OpenQASM texts mean, as circuits and programs.</summary>
public class QasmReaderTests
{
    [Fact]
    public void Gates_spread_over_registers()
    {
        var expected = new Circuit(5).H(0).H(1).CX(0, 2).CX(1, 3).CX(4, 0).CX(4, 1).CX(0, 4).CX(1, 4);
        Assert.Equal(expected, Read2("qreg q[2]; qreg r[2]; qreg s[1]; h q; cx q, r; cx s[0], q; cx q, s[0];"));
    }

    [Fact]
    public void Expressions_follow_the_rules_of_their_version()
    {
        AssertAngle(-Math.PI / 2 + 3 * 2, "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(-pi/2+3*2) q[0];");
        AssertAngle(-8, "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(-2^3) q[0];");
        AssertAngle(Math.Pow(2, Math.Pow(3, 2)), "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(2^3^2) q[0];");
        AssertAngle(Math.Sin(1) + Math.Cos(2) * Math.Tan(3) - Math.Exp(-1) / Math.Log(5) + Math.Sqrt(2),
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(sin(1) + cos(2)*tan(3) - exp(-1)/ln(5) + sqrt(2)) q[0];");
        AssertAngle(7 - (-0.25), "OPENQASM 3; include \"stdgates.inc\"; qubit q; rx(0x7 - (-.25)) q;");
        AssertAngle(Math.Tau / 1024 + 2.5e-3, "OPENQASM 3; include \"stdgates.inc\"; qubit q; rx(τ / 2 ** (2 * 5) + 2.5e-3) q;");
        AssertAngle(0b101 + 1_000 + Math.Atan(1) + 1, "OPENQASM 3; include \"stdgates.inc\"; qubit q; rx(0b101 + 1_000 + arctan(1) + mod(7, 3)) q;");
        AssertAngle(1.5 * 4, "OPENQASM 3; include \"stdgates.inc\"; const float a = 1.5; const int n = 4; qubit q; rx(a*n) q;");
    }

    [Fact]
    public void Definitions_nest_and_take_parameters()
    {
        var circuit = Read2(
            "gate turn(a, b) p, q { rx(a/2) p; ry(-b) q; } gate twice(a) p, q { turn(a, 2*a) q, p; barrier p, q; turn(1, a) p, q; } "
            + "qreg q[2]; twice(0.5) q[1], q[0];");
        Assert.Equal(new Circuit(2).RX(0, 0.25).RY(1, -1.0).RX(1, 0.5).RY(0, -0.5), circuit);
    }

    [Fact]
    public void Modifiers_apply_from_the_gate_outwards()
    {
        var circuit = Read3(
            "qubit[4] q; ctrl @ x q[0], q[1]; negctrl @ ctrl @ ry(0.3) q[0], q[1], q[2]; inv @ t q[0]; inv @ ctrl(2) @ s q[0], q[1], q[2]; "
            + "pow(3) @ rz(0.2) q[0]; pow(-2) @ h q[1]; pow(1/2) @ z q[0]; pow(0.5) @ x q[1]; ctrl @ gphase(0.7) q[3]; "
            + "ctrl @ ctrl @ gphase(0.7) q[3], q[2]; ctrl @ swap q[0], q[1], q[2];");
        var expected = new Circuit(4).CX(0, 1).Add(GateCatalogue.RY, [2], [0.3], [new(0, On: false), new(1)]).Tdg(0)
            .Add(GateCatalogue.Controlled(GateCatalogue.Sdg, 2), [0, 1, 2]).RZ(0, 3 * 0.2).H(1).H(1).S(0).SX(1).P(3, 0.7).CP(3, 2, 0.7).CSwap(0, 1, 2);
        Assert.Equal(expected, circuit);
    }

    [Fact]
    public void The_phase_of_U_is_seen_under_controls_only()
    {
        Assert.Equal(new Circuit(1).U3(0, 0.4, 0.5, 0.6), Read3("qubit q; U(0.4, 0.5, 0.6) q;"));
        Assert.Equal(new Circuit(2).P(0, 0.2).CU3(0, 1, 0.4, 0.5, 0.6), Read3("qubit[2] q; ctrl @ U(0.4, 0.5, 0.6) q[0], q[1];"));
        Assert.Equal(new Circuit(2).P(0, -0.55).CU3(0, 1, 0.4, 0.5, 0.6), Read3("qubit[2] q; ctrl @ u3(0.4, 0.5, 0.6) q[0], q[1];"));
        Assert.Equal(new Circuit(2).P(0, 0.7).CU3(0, 1, 0.4, 0.5, 0.6), Read3("qubit[2] q; cu(0.4, 0.5, 0.6, 0.7) q[0], q[1];"));
    }

    /// <summary>The library's gates defined by U and gphase alone, as the language does it, act as the catalogue's under a control: to the phase.</summary>
    [Theory]
    [InlineData("x a", "U(pi, 0, pi) a; gphase(-pi/2);")]
    [InlineData("y a", "U(pi, pi/2, pi/2) a; gphase(-pi/2);")]
    [InlineData("h a", "U(pi/2, 0, pi) a; gphase(-pi/4);")]
    [InlineData("rx(0.3) a", "U(0.3, -pi/2, pi/2) a; gphase(-0.3/2);")]
    [InlineData("ry(0.3) a", "U(0.3, 0, 0) a; gphase(-0.3/2);")]
    [InlineData("rz(0.3) a", "gphase(-0.3/2); U(0, 0, 0.3) a;")]
    [InlineData("p(0.3) a", "ctrl @ gphase(0.3) a;")]
    [InlineData("u1(0.3) a", "U(0, 0, 0.3) a;")]
    [InlineData("u2(0.3, 0.4) a", "gphase(-(0.3 + 0.4 + pi/2)/2); U(pi/2, 0.3, 0.4) a;")]
    [InlineData("u3(0.2, 0.3, 0.4) a", "gphase(-(0.2 + 0.3 + 0.4)/2); U(0.2, 0.3, 0.4) a;")]
    [InlineData("s a", "pow(1/2) @ z a;")]
    [InlineData("t a", "pow(1/2) @ pow(1/2) @ z a;")]
    [InlineData("tdg a", "inv @ pow(1/4) @ p(pi) a;")]
    [InlineData("sx a", "pow(0.5) @ x a;")]
    [InlineData("h a", "pow(1.5) @ h a; pow(-0.5) @ h a;")]
    [InlineData("rx(0.3) a", "pow(0.3) @ rx(1) a;")]
    public void Library_gates_are_those_of_the_language(string call, string body)
    {
        var defined = Read3($"gate mine a {{ {body} }} qubit[2] q; ctrl @ mine q[0], q[1];");
        var library = Read3($"gate mine a {{ {call}; }} qubit[2] q; ctrl @ mine q[0], q[1];");
        var initial = new RandomCircuits(3).State(2);
        var overlap = StateVector<double>.Run(library, initial: initial).Inner(StateVector<double>.Run(defined, initial: initial));
        Assert.Equal(1, overlap.Real, 1e-14);
    }

    [Fact]
    public void Roots_of_two_qubit_gates_multiply_back()
    {
        var circuit = Read3(
            "qubit[3] q; pow(0.5) @ swap q[0], q[1]; pow(0.5) @ swap q[0], q[1]; ctrl @ pow(1/3) @ y q[2], q[1]; ctrl @ pow(2/3) @ y q[2], q[1];");
        var initial = new RandomCircuits(4).State(3);
        var expected = StateVector<double>.Run(new Circuit(3).Swap(0, 1).CY(2, 1), initial: initial);
        Assert.Equal(1, expected.Inner(StateVector<double>.Run(circuit, initial: initial)).Real, 1e-13);
    }

    [Fact]
    public void Inputs_become_inputs_and_annotated_ones_weights()
    {
        var program = QuantumProgram.Parse(
            "OPENQASM 3.0; include \"stdgates.inc\";\n@qxai.weight\ninput float[64] w;\n@other.note of ours\ninput angle[32] x; input float y; qubit[2] q; "
            + "rx(2*x - 0.5) q[0]; ry(-arctan(y*y)/2) q[1]; rz(3*w) q[0]; rx(x + 2*y + w + 1) q[1]; cry(x - y) q[0], q[1]; U(x + y, 0.1, -w) q[0];");
        Assert.Equal<string>(["x", "y"], program.InputNames.AsEnumerable());
        Assert.Equal<string>(["w"], program.WeightNames.AsEnumerable());
        var (x, y, w) = (Angle.Input(0), Angle.Input(1), Angle.Weight(0));
        var expected = new Circuit(2).RX(0, 2 * x - 0.5).RY(1, -0.5 * y.AtanOfSquare()).RZ(0, 3 * w).RX(1, x + 1).RX(1, 2 * y).RX(1, w)
            .CRY(0, 1, x).CRY(0, 1, -y).P(0, -w).RY(0, x).RY(0, y).P(0, 0.1);
        Assert.Equal(expected, program.ToCircuit());
    }

    [Fact]
    public void Parts_of_registers_and_aliases()
    {
        var circuit = Read3(
            "qubit[6] q; let ends = q[0] ++ q[{5}]; let back = q[-1:-2:0]; x q[1:3]; y q[0:2:5]; z q[{0, 3}]; h ends; cx ends, q[{2, 3}]; t back[0]; s q[-2];");
        var expected = new Circuit(6).X(1).X(2).X(3).Y(0).Y(2).Y(4).Z(0).Z(3).H(0).H(5).CX(0, 2).CX(5, 3).T(5).S(4);
        Assert.Equal(expected, circuit);
    }

    [Fact]
    public void Measurements_at_the_end_resets_of_fresh_qubits_and_barriers_leave_a_circuit()
    {
        var program = QuantumProgram.Parse(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; reset q; h q[0]; barrier; measure q[0] -> c[0]; x q[1]; c[1] = measure q[1];");
        Assert.True(program.IsUnitary);
        Assert.Equal(new Circuit(2).H(0).X(1), program.ToCircuit());
    }

    [Theory]
    [InlineData("h q[0]; measure q[0] -> c[0]; h q[0];", "q[0] is measured before the end")]
    [InlineData("h q[0]; reset q[0];", "q[0] is reset after it was used")]
    [InlineData("h q[0]; measure q[0] -> c[0]; if (c == 1) x q[1];", "q[0] is measured before the end")]
    [InlineData("if (c == 1) x q[1];", "operations depend on classical bits (c == 1)")]
    public void Other_programs_are_no_circuits(string body, string reason)
    {
        var program = QuantumProgram.Parse($"OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[2]; {body}");
        Assert.False(program.IsUnitary);
        Assert.Equal(
            $"ToCircuit: {reason}, so the program is no unitary circuit; run it as a program.",
            Assert.Throws<ArgumentException>(program.ToCircuit).Message);
    }

    [Fact]
    public void Conditions_read_bits_registers_and_their_combinations()
    {
        var program = QuantumProgram.Parse("OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit[3] c = \"011\"; bit d; "
            + "if (c == 3) x q; if (c[2]) x q; if (!d && (c >= 2 || 5 < c)) { x q; if (c != \"101\") z q; } else y q; if (c[0:1] == 3) x q; d = 1;");
        var conditions = program.Operations.OfType<ConditionalOperation>().Select(operation => operation.Condition.ToString()).ToArray();
        Assert.Equal(["c == 3", "c[2] != 0", "(!(d != 0)) && ((c >= 2) || (c > 5))", "{c[0], c[1]} == 3"], conditions);
        bool[] bits = [true, true, false, false];
        Assert.Equal([true, false, true, true], program.Operations.OfType<ConditionalOperation>().Select(operation => operation.Condition.Holds(bits)));
        Assert.Equal<Operation>([new AssignOperation(0, true), new AssignOperation(1, true), new AssignOperation(2, false)], program.Operations.Take(3));
        Assert.Equal(new AssignOperation(3, true), program.Operations[^1]);
    }

    [Fact]
    public void Without_a_version_line_the_library_tells_the_version()
    {
        Assert.Equal(new Circuit(1).U3(0, 1, 2, 3), Circuit.FromQasm("include \"qelib1.inc\"; qreg q[1]; u3(1,2,3) q[0];"));
        Assert.Equal(new Circuit(1).X(0), Circuit.FromQasm("include \"stdgates.inc\"; qubit q; x q;"));
        Assert.Equal(new Circuit(1).U3(0, 1, 2, 3), Circuit.FromQasm("qubit q; U(1, 2, 3) q;"));
    }

    [Fact]
    public void Line_ends_of_all_kinds_and_comments_are_skipped() => Assert.Equal(
        new Circuit(1).H(0).X(0),
        Circuit.FromQasm("// one\r\n/* two\r\n * lines */ OPENQASM 2.0;\rinclude \"qelib1.inc\";\r\nqreg q[1]; // q\rh q[0];\nx q[0];"));

    [Fact]
    public void A_definition_in_version_2_may_replace_a_library_gate() =>
        Assert.Equal(new Circuit(1).Sdg(0).H(0).Sdg(0), Read2("gate sx a { sdg a; h a; sdg a; } qreg q[1]; sx q[0];"));

    private static void AssertAngle(double expected, string text) => Assert.Equal(new Circuit(1).RX(0, expected), Circuit.FromQasm(text));

    private static Circuit Read2(string body) => Circuit.FromQasm("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n" + body);

    private static Circuit Read3(string body) => Circuit.FromQasm("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body);
}
