using System.Text.Json;
using QXai.Tests;

namespace QXai.Cli.Tests;

/// <summary><c>qxai circuit</c> from its arguments to its exit code.</summary>
public sealed class CircuitVerbTests : CircuitVerbFixture
{
    [Fact]
    public void Run_prints_states_and_expectations()
    {
        var bell = Write("bell.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[2]; h q[0]; cx q[0], q[1]; measure q -> c;");
        var (code, output, error) = Invoke("run", bell, "--observable", "0.5*Z0 Z1 + X1");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            bell.qasm: 2 qubits, 2 gates
            Most probable basis states (qubit 0 on the left), probabilities, amplitudes:
              00  0.5000000000   0.7071067812 + 0.0000000000 i
              11  0.5000000000   0.7071067812 + 0.0000000000 i
            <Z> of every qubit:  0.0000000000  0.0000000000
            <0.5*Z0 Z1 + X1> = 0.5000000000

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public void Run_lists_everything_about_a_circuit_in_JSON()
    {
        var path = Write("t.qasm", "OPENQASM 3; include \"stdgates.inc\"; input float t; qubit[2] q; ry(t) q[1];");
        var result = Json("run", path, "--input", "t=0.5", "--observable", "Z1", "--json",
            "--want", "state,probs,rho", "expval", "grad", "hess", "metric");
        Assert.Equal(2, result.GetProperty("qubits").GetInt32());
        Assert.Equal(["Z1"], result.GetProperty("observables").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(Math.Sin(0.25), result.GetProperty("state")[1][0].GetDouble(), 1e-15);
        Assert.Equal(Math.Cos(0.25) * Math.Cos(0.25), result.GetProperty("probs")[0].GetDouble(), 1e-15);
        Assert.Equal(Math.Sin(0.25) * Math.Cos(0.25), result.GetProperty("rho")[0][1][0].GetDouble(), 1e-15);
        Assert.Equal(Math.Cos(0.5), result.GetProperty("expval")[0].GetDouble(), 1e-15);
        Assert.Equal(-Math.Sin(0.5), result.GetProperty("grad")[0][0].GetDouble(), 1e-15);
        Assert.Equal(-Math.Cos(0.5), result.GetProperty("hess")[0][0][0].GetDouble(), 1e-15);
        Assert.Equal(0.25, result.GetProperty("metric")[0][0].GetDouble(), 1e-15);
        Assert.Equal(
            [1, Math.Cos(0.5)],
            result.GetProperty("z").EnumerateArray().Select(value => Math.Round(value.GetDouble(), 15)).Select(z => z == 1 ? z : Math.Cos(0.5)));
        Assert.Equal("00", result.GetProperty("top")[0].GetProperty("state").GetString());
        Assert.Equal(Math.Pow(Math.Cos(0.25), 4) + Math.Pow(Math.Sin(0.25), 4), result.GetProperty("sumOfSquaredProbabilities").GetDouble(), 1e-15);
    }

    [Fact]
    public void Run_answers_what_a_JSON_file_wants_with_the_same_fields_to_1e_10()
    {
        var fixtures = Fixtures.Json("circuits.json").EnumerateArray().Concat(Fixtures.Json("circuits_advanced.json").EnumerateArray());
        foreach (var (entry, number) in fixtures.Select((entry, i) => (entry, i)))
        {
            var path = Write($"{number}.json", entry.GetProperty("circuit").GetRawText());
            var noisy = entry.GetProperty("expected").TryGetProperty("rho", out _);
            var answers = Json("run", path, "--json");
            Assert.Equal(
                entry.GetProperty("expected").EnumerateObject().Select(field => field.Name).Order(),
                answers.EnumerateObject().Select(field => field.Name).Order());
            foreach (var field in entry.GetProperty("expected").EnumerateObject())
            {
                Assert.All(
                    Flat(field.Value).Zip(Flat(answers.GetProperty(field.Name))),
                    pair => Assert.Equal(pair.First, pair.Second, noisy && field.Name == "grad" ? 1e-8 : 1e-10));
            }
        }
    }

    [Fact]
    public void Run_follows_the_branches_of_a_program()
    {
        var path = Write(
            "coin.qasm",
            "OPENQASM 3; include \"stdgates.inc\"; qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; if (c[0]) x q[1]; c[1] = measure q[1];");
        var (code, output, _) = Invoke("run", path, "--observable", "Z0 Z1");
        Assert.Equal(0, code);
        Assert.Equal(
            """
            coin.qasm: 2 qubits, 2 classical bits; its measurements branch into 2 cases
            Most probable classical bits (c[2], bit 0 on the left):
              00  0.5000000000
              11  0.5000000000
            <Z> of every qubit:  0.0000000000  0.0000000000
            <Z0 Z1> = 1.0000000000

            """.ReplaceLineEndings("\n"),
            output);
        var json = Json("run", path, "--observable", "Z0 Z1", "--json");
        Assert.Equal(["00", "11"], json.GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("bits").GetString()).Order());
        Assert.Equal(1, json.GetProperty("expval")[0].GetDouble(), 1e-15);
        Assert.Equal(
            "coin.qasm: q[0] is measured before the end, so that there is no final state to answer state from; expval, probs and --shots remain.\n",
            Invoke("run", path, "--want", "state").Error);
    }

    [Fact]
    public void Shots_are_counted_and_repeatable()
    {
        var path = Write("h.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; h q[0];");
        var first = Invoke("run", path, "--shots", "1000", "--seed", "3", "--observable", "X0", "--json");
        Assert.Equal(first, Invoke("run", path, "--shots", "1000", "--seed", "3", "--observable", "X0", "--json"));
        using var json = JsonDocument.Parse(first.Output);
        Assert.Equal(1000, json.RootElement.GetProperty("counts").EnumerateArray().Sum(count => count.GetProperty("count").GetInt32()));
        var estimate = json.RootElement.GetProperty("estimates")[0];
        Assert.Equal((1, 0), (estimate.GetProperty("mean").GetDouble(), estimate.GetProperty("standardError").GetDouble()));
        Assert.NotEqual(first.Output, Invoke("run", path, "--shots", "1000", "--seed", "4", "--observable", "X0", "--json").Output);
    }

    [Fact]
    public void Single_precision_gives_seven_digits_and_says_so()
    {
        var path = Write("s.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; h q[0]; rx(0.3) q[1]; cx q[0], q[2]; ry(1.1) q[2];");
        var exact = Json("run", path, "--observable", "Z1 X0", "--json");
        var single = Json("run", path, "--observable", "Z1 X0", "--precision", "single", "--json");
        foreach (var field in (string[])["state", "probs", "expval", "z"])
        {
            var errors = Flat(exact.GetProperty(field)).Zip(Flat(single.GetProperty(field)), (a, b) => Math.Abs(a - b)).ToArray();
            Assert.NotEmpty(errors);
            Assert.All(errors, off => Assert.True(off < 1e-6));
        }

        Assert.Contains(Flat(exact.GetProperty("state")).Zip(Flat(single.GetProperty("state"))), pair => pair.First != pair.Second);
        Assert.Equal("single", single.GetProperty("precision").GetString());
        Assert.InRange(single.GetProperty("normError").GetDouble(), 0, 1e-6);
        var (_, output, _) = Invoke("run", path, "--precision", "single");
        Assert.StartsWith(
            "s.qasm: 3 qubits, 4 gates\nSingle precision: each gate rounds by 6.0E-08, together up to 3.0E-07; the norm is off by ",
            output,
            StringComparison.Ordinal);
        Assert.Equal("--precision half: one of double, single is needed.\n", Invoke("run", path, "--precision", "half").Error);
        Assert.Equal("--precision single: --shots are drawn in double precision only.\n", Invoke("run", path, "--precision", "single", "--shots", "5").Error);
        Assert.Equal("--precision single: \"hess\" is wanted (other than by --want state,probs,expval), and it is computed in double precision only.\n",
            Invoke("run", path, "--precision", "single", "--want", "hess", "--observable", "Z0").Error);
        var noisy = Write("n.json", """{"n": 1, "gates": [{"channel": "bitflip", "wires": [0], "p": 0.1}], "observables": [[[1.0, "Z"]]]}""");
        Assert.Equal("--precision single: n.json has noise channels, and density matrices are computed in double precision only.\n",
            Invoke("run", noisy, "--precision", "single").Error);
    }

    [Fact]
    public void Draw_prints_text_or_writes_a_picture()
    {
        var path = Write(
            "m.qasm",
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[1]; creg d[1]; h q[0]; barrier q; measure q[0] -> c[0]; "
            + "if (c == 1) cx q[0], q[1]; reset q[0]; measure q[1] -> d[0];");
        Assert.Equal(
            """
            q0: ──H──░──M→c[0]──● if c == 1──|0⟩────
                     ░          │
            q1: ─────░──────────⊕────────────M→d[0]─

            """.ReplaceLineEndings("\n"),
            Invoke("draw", path).Output);
        var svg = Path.Combine(Folder, "m.svg");
        Assert.Equal((0, "", ""), Invoke("draw", path, "--svg", svg));
        Assert.StartsWith("<svg ", File.ReadAllText(svg));
    }

    [Theory]
    [InlineData("adjoint")]
    [InlineData("shift")]
    [InlineData("lie")]
    [InlineData("finite")]
    public void Grad_differentiates_by_every_method(string method)
    {
        var path = Write("g.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; rx(0.3) q[0]; crz(0.7) q[0], q[1]; cx q[0], q[1];");
        var (code, output, _) = Invoke("grad", path, "--method", method);
        Assert.Equal(0, code);
        Assert.Equal(
            $"""
            g.qasm: 2 observables, 2 parameters, by {method}

            <Z0> =  0.9553364891
              -0.2955202067  gate 0, RX.t on q0 = 0.3
               0.0000000000  gate 1, CRZ.t on q0, q1 = 0.7

            <Z1> =  0.9553364891
              -0.2955202067  gate 0, RX.t on q0 = 0.3
               0.0000000000  gate 1, CRZ.t on q0, q1 = 0.7

            """.ReplaceLineEndings("\n"),
            output);
        var json = Json("grad", path, "--method", method, "--observable", "Z1", "--json");
        Assert.Equal(-Math.Sin(0.3), json.GetProperty("grad")[0][0].GetDouble(), 1e-9);
    }

    [Fact]
    public void Info_counts()
    {
        var path = Write(
            "i.qasm",
            "OPENQASM 3; include \"stdgates.inc\"; input float t; qubit[3] q; bit c; h q; cx q[0], q[1]; rx(t) q[2]; ccx q[0], q[1], q[2]; "
            + "p(0.1) q[0]; c = measure q[0];");
        var (code, output, _) = Invoke("info", path);
        Assert.Equal(0, code);
        Assert.Equal(
            """
            i.qasm: 3 qubits, depth 5, 7 gates
            gates        H 3  CCX 1  CX 1  P 1  RX 1
            of these     1 on two qubits, 1 on more
            parameters   1 constant angles, 1 inputs (t), 0 weights
            classical    1 bits, 1 measurements, 0 resets, 0 conditions
            a circuit    nothing but gates before the measurements at the end

            """.ReplaceLineEndings("\n"),
            output);
        var json = Json("info", path, "--json");
        int Number(string field) => json.GetProperty(field).GetInt32();

        Assert.Equal((3, 5, 7, 1), (Number("qubits"), Number("depth"), Number("gates"), json.GetProperty("counts").GetProperty("CCX").GetInt32()));
    }

    [Theory]
    [InlineData(
        "OPENQASM 2.0; qreg q[2]; h q[0];",
        "bad.qasm, line 1, column 26: the gate 'h' is not known: \"qelib1.inc\", which defines it, is not included.")]
    [InlineData("OPENQASM 3; input float t; qubit q; U(t, 0, 0) q;", "bad.qasm: the input \"t\" has no value; give it one with --input t=VALUE.")]
    [InlineData("{\"n\": 1, \"gates\": 3", "bad.qasm, line 1, column 20: this is no JSON.")]
    [InlineData("", "bad.qasm, line 1, column 1: the file declares no qubits.")]
    public void Bad_files_end_in_one_line_and_exit_code_2(string text, string expected)
    {
        var (code, output, error) = Invoke("run", Write("bad.qasm", text));
        Assert.Equal((2, "", expected), (code, output, error.TrimEnd()));
    }

    [Fact]
    public void Bad_options_end_in_one_line_and_exit_code_2()
    {
        var path = Write("q.qasm", "OPENQASM 3; input float t; qubit q; U(t, 0, 0) q;");
        Assert.Equal("--input t: a name and a number are needed, as in theta=0.5.\n", Invoke("run", path, "--input", "t").Error);
        Assert.Equal("--input s=1: q.qasm has no input \"s\"; it has t.\n", Invoke("run", path, "--input", "s=1").Error);
        Assert.Equal(
            "--want foo: this is none of state, rho, probs, expval, grad, hess, metric.\n",
            Invoke("run", path, "--input", "t=1", "--want", "foo").Error);
        Assert.Equal("--want grad: an observable is needed; give it with --observable.\n", Invoke("run", path, "--input", "t=1", "--want", "grad").Error);
        Assert.Equal(
            "--want '': one or more of state, rho, probs, expval, grad, hess, metric are needed.\n", Invoke("run", path, "--input", "t=1", "--want", "").Error);
        Assert.Equal("--input t=1 and t=2: one value for each input is needed.\n", Invoke("run", path, "--input", "t=1", "--input", "t=2").Error);
        Assert.Equal("--seed would have no effect: without --shots nothing is drawn.\n", Invoke("run", path, "--input", "t=1", "--seed", "2").Error);
        Assert.Equal("--want would have no effect: --shots give counts, and estimates of --observable.\n",
            Invoke("run", path, "--input", "t=1", "--shots", "2", "--want", "state").Error);
        Assert.Equal("--method guess: one of adjoint, shift, lie, finite is needed.\n", Invoke("grad", path, "--input", "t=1", "--method", "guess").Error);
        Assert.Equal("--svg '': the name of a file is needed.\n", Invoke("draw", path, "--svg", "").Error);
        Assert.Equal("'' cannot be read: there is no such file.\n", Invoke("run", "").Error);
        Assert.Equal("0 shots are outside 1 to 1000000000.\n", Invoke("run", path, "--input", "t=1", "--shots", "0").Error);
        Assert.Equal(
            "Observable \"Z1\", column 1: qubit 1 of Z1 does not exist among 1 qubits, numbered 0 to 0.\n",
            Invoke("run", path, "--input", "t=1", "--observable", "Z1").Error);
        Assert.Equal("none.qasm cannot be read: there is no such file.\n", Invoke("run", Path.Combine(Folder, "none.qasm")).Error);
        Assert.Equal($"{Folder} cannot be read: it is a folder, not a file.\n", Invoke("info", Folder).Error);
        Assert.All(
            (string[][])[["run", path, "--input", "t"], ["grad", path, "--method", "guess"], ["run", Path.Combine(Folder, "none.qasm")]],
            arguments => Assert.Equal(2, Invoke(arguments).Code));
    }

    [Fact]
    public void More_memory_than_there_is_is_refused_before_it_is_taken()
    {
        var path = Write("big.qasm", "OPENQASM 2.0; qreg q[40]; U(0,0,0) q[0];");
        foreach (var arguments in (string[][])[["run", path], ["run", path, "--shots", "5"], ["grad", path]])
        {
            var (code, output, error) = Invoke(arguments);
            Assert.Equal((2, ""), (code, output));
            Assert.Matches(@"^.* (16384|49152) GiB of memory, but [\d.]+ GiB are available\.\n$", error);
        }
    }

    [Fact]
    public void A_long_run_is_left_at_once_when_cancelled()
    {
        var layer = string.Concat(Enumerable.Range(0, 20).Select(q => $"ry(0.{q + 1}) q[{q}]; cx q[{q}], q[{(q + 1) % 20}];"));
        var path = Write("long.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[20]; " + string.Concat(Enumerable.Repeat(layer, 60)));
        foreach (var arguments in (string[][])[["run", path], ["grad", path], ["run", path, "--shots", "10"]])
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var (code, output, error) = Invoke(arguments, soon.Token);
            Assert.Equal((130, "", "Cancelled.\n"), (code, output, error));
        }
    }
}
