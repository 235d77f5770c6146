using QXai.Numerics;
using QXai.Quantum.Programs;

namespace QXai.Quantum.Tests.Qasm;

/// <summary>Whole texts of refusals: file, line, column and reason.</summary>
public class QasmErrorTests
{
    private const string Head2 = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n", Head3 = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    public static TheoryData<string, string> Malformed => new()
    {
        // Words
        { Head2 + "qreg q[1];\nx q[0]; # note", "line 4, column 9: the character '#' has no meaning in OpenQASM" },
        { Head2 + "qreg q[1];\nrx(2pi) q[0];", "line 4, column 4: the number '2' runs into 'pi'; durations and imaginary numbers are not read" },
        { Head2 + "qreg q[1]; /* never\nended", "line 3, column 12: the comment that begins here with /* never ends" },
        { "OPENQASM 2.0;\ninclude \"qelib1.inc;\n", "line 2, column 9: the text that begins here with \" does not end on its line" },

        // The version and includes
        { "OPENQASM 4.0;\n", "line 1, column 10: version 4.0 of OpenQASM is not read; 2.0, 3.0 and 3.1 are" },
        { "OPENQASM two;\n", "line 1, column 10: a version number was expected, but 'two' stands here" },
        { "qreg q[1];\nOPENQASM 2.0;\n", "line 2, column 1: the version line must be the first statement of the file" },
        {
            "OPENQASM 2.0;\ninclude \"mine.inc\";",
            "line 2, column 9: \"mine.inc\" is not included: only \"qelib1.inc\", which is built in, can be; other files are never opened"
        },
        {
            "OPENQASM 3;\ninclude \"/etc/passwd\";",
            "line 2, column 9: \"/etc/passwd\" is not included: only \"stdgates.inc\", which is built in, can be; other files are never opened"
        },
        { "OPENQASM 3;\ninclude \"qelib1.inc\";", "line 2, column 9: \"qelib1.inc\" is the library of OpenQASM 2, but the file is written in version 3" },
        { "OPENQASM 2.0;\nqubit[2] q;", "line 2, column 1: 'qubit' belongs to OpenQASM 3, but line 1 declares version 2.0" },
        { Head2 + "qreg q[2];\nif (c == 1) x q[0];", "line 4, column 5: there is no classical register 'c'; none is declared" },
        {
            Head2 + "qreg q[2]; creg c[1];\nif (c == 1) { x q[0]; }",
            "line 4, column 13: a block in braces belongs to OpenQASM 3, but line 1 declares version 2.0"
        },
        { "// nothing\n", "line 1, column 1: the file declares no qubits" },
        { "", "line 1, column 1: the file declares no qubits" },

        // Registers
        { Head2 + "qreg q[2];\nmeasure r -> c;", "line 4, column 9: there is no quantum register 'r'; declared are q" },
        { Head2 + "qreg q[2];\nmeasure q -> c;", "line 4, column 14: there is no classical register 'c'; none is declared" },
        { Head2 + "qreg q[2]; creg c[2];\nmeasure c -> q;", "line 4, column 9: 'c' is no quantum register" },
        { Head2 + "qreg q[2]; creg c[3];\nmeasure q -> c;", "line 4, column 1: 2 qubits are measured into 3 classical bits, but the numbers must be equal" },
        { Head2 + "qreg q[2];\nx q[2];", "line 4, column 5: 'q[2]' does not exist: 'q' has 2 elements, numbered 0 to 1" },
        { Head2 + "qreg q[2];\nx q[-1];", "line 4, column 5: an integer, as an index, was expected, but '-' stands here" },
        { Head2 + "qreg q[2];\nqreg q[3];", "line 4, column 6: the name 'q' is declared already, in line 3" },
        { Head2 + "qreg q[0];", "line 3, column 8: the size of 'q' is 0, but an integer from 1 to 63 is needed" },
        { Head2 + "qreg q[1000000000];", "line 3, column 8: the size of 'q' is 1000000000, but an integer from 1 to 63 is needed" },
        { Head2 + "qreg q[60];\nqreg r[4];", "line 4, column 6: the register 'r' makes 64 qubits in all, but 63 are the most" },
        { Head2 + "qreg q[1];\ncreg c[5000];", "line 4, column 8: the size of 'c' is 5000, but an integer from 1 to 4096 is needed" },
        { Head3 + "qubit[4] q;\nx q[1:5];", "line 4, column 7: 'q[5]' does not exist: 'q' has 4 elements, numbered 0 to 3" },
        { Head3 + "qubit[4] q;\nx q[3:1];", "line 4, column 4: the range selects no element of 'q'" },
        { Head3 + "x $0;", "line 3, column 3: physical qubits ($0, $1, ...) are not read; declare a register" },

        // Gates
        { Head2 + "qreg q[2];\nfoo q[0];", "line 4, column 1: the gate 'foo' is not known" },
        { "OPENQASM 2.0;\nqreg q[2];\nh q[0];", "line 3, column 1: the gate 'h' is not known: \"qelib1.inc\", which defines it, is not included" },
        { Head2 + "qreg q[2];\ncx q[0];", "line 4, column 1: the gate 'cx' was given 1 qubit, but takes 2" },
        { Head2 + "qreg q[2];\nh q[0], q[1];", "line 4, column 1: the gate 'h' was given 2 qubits, but takes 1" },
        { Head2 + "qreg q[2];\nrx q[0];", "line 4, column 1: the gate 'rx' was given 0 parameters, but takes 1" },
        { Head2 + "qreg q[2];\nh(0.1) q[0];", "line 4, column 1: the gate 'h' was given 1 parameter, but takes 0" },
        { Head2 + "qreg q[2];\ncx q[1], q[1];", "line 4, column 10: 'cx' is given the qubit q[1] twice, but its qubits must be distinct" },
        { Head2 + "qreg q[2];\ncx q[1], q;", "line 4, column 10: 'cx' is given the qubit q[1] twice, but its qubits must be distinct" },
        {
            Head2 + "qreg q[2]; qreg r[3];\ncx q, r;",
            "line 4, column 1: 'cx' is applied to registers of 2 and 3 qubits, but registers in one gate must have equal sizes"
        },
        { Head3 + "qubit[3] q;\nctrl @ x q[0];", "line 4, column 8: the gate 'x' was given 1 qubit, but takes 1 and 1 control" },
        { Head3 + "qubit[3] q;\nctrl(0) @ x q[0];", "line 4, column 6: the number of controls is 0, but an integer from 1 to 63 is needed" },
        { Head3 + "qubit[3] q;\npow @ x q[0];", "line 4, column 1: 'pow' needs its exponent, as in pow(2) @" },
        {
            Head3 + "qubit[3] q;\ninput float t;\npow(0.5) @ rx(t) q[0];",
            "line 5, column 1: the power 0.5 of 'rx' cannot be taken: that needs one or two qubits and no inputs, unless the exponent is an integer"
        },
        {
            Head2 + "qreg q[1];\nopaque magic q;\nmagic q[0];",
            "line 5, column 1: the gate 'magic' is opaque (line 4): what it does is not said, so it cannot be run"
        },

        // Definitions
        { Head2 + "gate g a { h b; }\nqreg q[1];", "line 3, column 14: 'b' is no qubit of gate 'g', whose qubits are a" },
        { Head2 + "gate g(t) a { rx(s) a; }\nqreg q[1];", "line 3, column 18: the name 's' is not declared as a number" },
        { Head2 + "gate g a { g a; }\nqreg q[1];", "line 3, column 12: the gate 'g' is not known" },
        { Head2 + "gate g a { measure a -> c; }\nqreg q[1];", "line 3, column 12: the body of gate 'g' can hold only gates and barriers" },
        { Head2 + "gate g a, b { cx a, a; }\nqreg q[1];", "line 3, column 21: 'cx' is given the qubit 'a' twice, but its qubits must be distinct" },
        { Head2 + "gate g a { h a[0]; }\nqreg q[1];", "line 3, column 15: the qubits of gate 'g' are single ones and take no index" },
        { Head2 + "gate g a, a { }\nqreg q[1];", "line 3, column 11: the name 'a' is given twice" },
        { Head2 + "gate g a { h a;", "line 3, column 1: the body of gate 'g' has no closing '}'" },
        { Head2 + "gate g a { }\ngate g a { }", "line 4, column 6: the gate 'g' is defined already, in line 3" },
        { Head2 + "gate U(a) b { }", "line 3, column 6: the gate 'U' is built in and cannot be defined again" },
        { Head3 + "gate h a { }", "line 3, column 6: the gate 'h' is defined by \"stdgates.inc\" and cannot be defined again" },

        // Expressions
        { Head2 + "qreg q[1];\nrx(1/0) q[0];", "line 4, column 5: division by zero" },
        { Head2 + "qreg q[1];\nrx(sqrt(-1)) q[0];", "line 4, column 4: the result of 'sqrt' is no finite number" },
        { Head2 + "qreg q[1];\nrx(1e999) q[0];", "line 4, column 4: the result of '1e999' is no finite number" },
        { Head2 + "qreg q[1];\nrx(sinh(1)) q[0];", "line 4, column 4: there is no function 'sinh'" },
        { Head2 + "qreg q[1];\nrx(sin(1, 2)) q[0];", "line 4, column 4: the function 'sin' was given 2 arguments, but takes 1" },
        { Head2 + "qreg q[1];\nrx(theta) q[0];", "line 4, column 4: the name 'theta' is not declared as a number" },
        { Head2 + "qreg q[1];\nrx(pi q[0];", "line 4, column 7: ',' or ')' was expected, but 'q' stands here" },
        { Head2 + "qreg q[1];\nrx() q[0];", "line 4, column 1: the gate 'rx' was given 0 parameters, but takes 1" },
        { Head2 + "qreg q[1]\nx q[0];", "line 4, column 1: ';' at the end of the statement was expected, but 'x' stands here" },
        { Head2 + "qreg q[1];\nx q[0]", "line 4, column 7: ';' at the end of the statement was expected, but the end of the file stands here" },
        {
            Head3 + "qubit q;\ninput float a;\ninput float b;\nrx(a*b) q;",
            "line 6, column 5: '*' makes an angle of inputs that is no sum of multiples of x, arctan(x) and arctan(x*x), which is what a circuit can hold"
        },
        {
            Head3 + "qubit q;\ninput float a;\nrx(sin(a)) q;",
            "line 5, column 4: 'sin' makes an angle of inputs that is no sum of multiples of x, arctan(x) and arctan(x*x), which is what a circuit can hold"
        },
        {
            Head3 + "qubit q;\ninput float a;\nrx(a**2) q;",
            "line 5, column 1: an angle holds the square of an input, which a circuit can hold only within arctan(x*x)"
        },

        // Conditions and what is outside
        {
            Head2 + "qreg q[1]; creg c[1];\nif (c > 1) x q[0];",
            "line 4, column 7: OpenQASM 2.0 compares a whole classical register with an integer, as in if (c == 3)"
        },
        { Head3 + "qubit q; bit c;\nif (q) x q;", "line 4, column 5: 'q' is no classical register" },
        { Head3 + "qubit q; bit c;\nif (c == -1) x q;", "line 4, column 10: a register is compared with an integer that is not negative" },
        { Head3 + "qubit q; bit c;\nif (c) { qubit r; }", "line 4, column 10: declarations must stand outside of conditions" },
        { Head3 + "qubit q; bit c;\nif (c) { x q;", "line 4, column 1: the block of this condition has no closing '}'" },
        { Head3 + "qubit q;\nfor int i in [0:3] { x q; }", "line 4, column 1: 'for' is outside the gate-level part of OpenQASM 3, which is what is read" },
        { Head3 + "qubit q;\npragma speed", "line 4, column 1: 'pragma' is outside the gate-level part of OpenQASM 3, which is what is read" },
        { Head3 + "bit[2] c = \"012\";", "line 3, column 12: \"012\" is no bit string of 0 and 1" },
        { Head3 + "bit[2] c = \"011\";", "line 3, column 12: 3 digits are written into 2 classical bits, but the numbers must be equal" },
        {
            Head3 + "qubit q;\n@qxai.weight\nx q;",
            "line 4, column 1: the annotation '@qxai.weight' does not apply to this statement; @qxai.weight does to inputs"
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Is_refused_with_its_place_and_reason(string text, string expected) =>
        Assert.Equal($"bad.qasm, {expected}.", Assert.Throws<InputException>(() => QuantumProgram.Parse(text, "bad.qasm")).Message);

    public static TheoryData<string, string> Bombs => new()
    {
        { Head2 + Doubling(60) + "qreg q[1];\ng60 q[0];", "line 65, column 1: the program expands to more than 2097152 gates" },
        { Head2 + "gate e0 a { }\n" + Doubling(60, "e") + "qreg q[1];\ne60 q[0];", "line 65, column 1: the program expands to more than 2097152 gates" },
        { Head2 + Chain(5000) + "qreg q[1];\ng5000 q[0];", "gate definitions call one another deeper than 200 levels" },
        { Head3 + "qubit q;\npow(1e9) @ h q;", "line 4, column 12: the program expands to more than 2097152 gates" },
        { Head3 + "qubit q;\npow(2000000) @ pow(2000000) @ h q;", "line 4, column 31: the program expands to more than 2097152 gates" },
        { Head2 + "qreg q[1];\nrx(" + new string('(', 100_000) + "1", "line 4, column 205: expressions and conditions nest deeper than 200 levels" },
        { Head2 + "qreg q[1];\nrx(" + new string('-', 100_000) + "1", "line 4, column 205: expressions and conditions nest deeper than 200 levels" },
        { Head2 + "qreg q[1];\nrx(1" + string.Concat(Enumerable.Repeat("+1", 100_000)), "the expression has more than 1000 operators one within the other" },
        { Head2 + "qreg q[1];\nrx(" + string.Concat(Enumerable.Repeat("2^", 100_000)), "expressions and conditions nest deeper than 200 levels" },
        { Head3 + "qubit q; bit c;\n" + string.Concat(Enumerable.Repeat("if (c) ", 100_000)), "expressions and conditions nest deeper than 200 levels" },
        { Head3 + "qubit q;\n" + string.Concat(Enumerable.Repeat("inv @ ", 100_000)), "more than 200 modifiers stand before one gate" },
        { Head3 + "qubit[63] q;\nctrl(64) @ x q[0];", "the number of controls is 64, but an integer from 1 to 63 is needed" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Sources_that_would_run_away_are_refused_at_once(string text, string expected) =>
        Assert.EndsWith($"{expected}.", Assert.Throws<InputException>(() => QuantumProgram.Parse(text, "bomb.qasm")).Message);

    private static string Doubling(int levels, string name = "g") => (name == "g" ? "gate g0 a { h a; }\n" : "")
        + string.Concat(Enumerable.Range(1, levels).Select(level => $"gate {name}{level} a {{ {name}{level - 1} a; {name}{level - 1} a; }}\n"));

    private static string Chain(int levels) => "gate g0 a { h a; }\n"
        + string.Concat(Enumerable.Range(1, levels).Select(level => $"gate g{level} a {{ g{level - 1} a; }}\n"));
}
