using System.Text.Json;
using QXai.Numerics;
using QXai.Quantum.Formats;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Tests.Formats;

public class CircuitJsonTests
{
    [Fact]
    public void Literal_angles_become_weights_and_shared_parameters_keep_scale_and_offset()
    {
        var literal = Read("""{"n": 2, "gates": [{"name": "rx", "wires": [0], "params": [0.3]}, {"name": "U3", "wires": [1], "params": [1, 2, 3]}]}""");
        Assert.Equal(new Circuit(2).RX(0, weight: 0).U3(1, Angle.Weight(1), Angle.Weight(2), Angle.Weight(3)), literal.Circuit);
        Assert.Equal([0.3, 1, 2, 3], literal.Weights.ToArray());
        var shared = Read("""
            {"n": 2, "params": [5, 6],
             "gates": [{"name": "RY", "wires": [1], "params": [{"p": 0, "scale": -2, "offset": 0.1}], "ctrl": [0], "ctrl_values": [0]},
             {"name": "GPHASE", "wires": [0], "params": [0.5]}], "observables": [[[2, "ZI"], [1, "IX"]]], "want": ["expval"]}
            """);
        Assert.Equal(new Circuit(2, weights: 2).Add(GateCatalogue.RY, [1], [-2 * Angle.Weight(0) + 0.1], [new(0, false)]).GPhase(0.5), shared.Circuit);
        Assert.Equal("2*Z0 + X1", Assert.Single(shared.Observables).ToString());
        Assert.Equal(["expval"], shared.Want.ToArray());
    }

    [Fact]
    public void Channels_stand_between_the_gates()
    {
        var document = Read("""
            {"n": 2, "gates": [{"name": "H", "wires": [0]}, {"channel": "BitFlip", "wires": [0], "p": 0.1}, {"name": "CX", "wires": [0, 1]},
             {"channel": "depolarizing", "wires": [0, 1], "p": 0.2}]}
            """);
        Assert.Equal(new Circuit(2).H(0).Noise(Channel.BitFlip(0.1), 0).Then(c => c.CNOT(0, 1)).Noise(Channel.Depolarizing(0.2)), document.Noisy);
        Assert.Equal((2, true), (document.Circuit.Count, document.IsNoisy));
    }

    [Theory]
    [InlineData(
        """{"n": 1, "gates": [{"channel": "rain", "wires": [0], "p": 0.1}]}""",
        "Circuit: there is no channel \"rain\", as {\"channel\": \"rain\", \"wires\": [0], \"p\": 0.1} says.")]
    [InlineData("""{"n": 1, "gates": [{"channel": "bitflip", "wires": [0], "p": 2}]}""", "Circuit: Channel bitflip: the probability 2 is outside 0 to 1.")]
    [InlineData(
        """{"n": 1, "gates": [{"channel": "bitflip", "wires": [1], "p": 0}]}""",
        "Circuit: bitflip(0)(1): qubit 1 does not exist in a circuit of 1 qubits, numbered 0 to 0.")]
    [InlineData("""{"gates": []}""", "Circuit: \"n\" is missing in {\"gates\": []}.")]
    [InlineData("""{"n": 1, "gates": [{"name": "QX", "wires": [0]}]}""", "Circuit: there is no gate \"QX\", as {\"name\": \"QX\", \"wires\": [0]} says.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wire": [0]}]}""",
        "Circuit: \"wire\" in {\"name\": \"X\", \"wire\": [0]} is none of name, wires, params, pauli, matrix, ctrl, ctrl_values.")]
    [InlineData(
        """{"n": 1, "gates": [], "wants": []}""",
        "Circuit: \"wants\" in {\"n\": 1, \"gates\": [], \"wants\": []} is none of n, params, init, gates, observables, readout, want.")]
    [InlineData("""{"n": 2, "n": 3, "gates": []}""", "Circuit: \"n\" stands twice in {\"n\": 2, \"n\": 3, \"gates\": []}.")]
    [InlineData("""{"n": 1, "gates": [], "init": [1, 1]}""", "Circuit: the squares of the amplitudes in \"init\" sum to 2, but a state's sum to 1.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wires": [0], "pauli": "Z"}]}""",
        "Circuit: \"pauli\" is none of what X takes in {\"name\": \"X\", \"wires\": [0], \"pauli\": \"Z\"}.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wires": [0], "matrix": []}]}""",
        "Circuit: \"matrix\" is none of what X takes in {\"name\": \"X\", \"wires\": [0], \"matrix\": []}.")]
    [InlineData("""{"n": 1, "gates": [{"channel": "bitflip", "wires": [], "p": 0.1}]}""",
        "Circuit: \"wires\" must name at least one qubit, and each once, in {\"channel\": \"bitflip\", \"wires\": [], \"p\": 0.1}.")]
    [InlineData("""{"n": 1, "gates": [{"channel": "bitflip", "wires": [0, 0], "p": 0}]}""",
        "Circuit: \"wires\" must name at least one qubit, and each once, in {\"channel\": \"bitflip\", \"wires\": [0, 0], \"p\": 0}.")]
    [InlineData("""{"n": 2, "gates": [], "readout": [[0, 0]]}""", "Circuit: \"readout\" has 1 pairs, but the circuit has 2 qubits.")]
    [InlineData("""{"n": 1, "gates": [], "readout": [0.1]}""", "Circuit: in \"readout\", an item is 0.1, but a list is needed.")]
    [InlineData("""{"n": 1, "gates": [], "readout": [[0.1]]}""", "Circuit: in \"readout\", an item is [0.1], but a pair [0 read as 1, 1 read as 0] is needed.")]
    [InlineData("""{"n": 1, "gates": [], "readout": [[0.1, 1.5]]}""", "Circuit: ReadoutError: OneReadAsZero 1.5 is outside 0 to 1.")]
    [InlineData("""{"n": 1, "gates": [{"name": "EVOLUTION", "wires": [0], "matrix": [[1, 1], [0, 1]], "params": [1]}]}""",
        "Circuit: Evolution: the matrix is not Hermitian: H differs from H^dag by 1E+0, but at most 1E-10 is accepted.")]
    [InlineData(
        """{"n": 1, "gates": [], "want": ["sate"]}""",
        "Circuit: \"want\" names \"sate\", which is none of state, rho, probs, expval, grad, hess, metric.")]
    [InlineData("""{"n": 2, "gates": [], "init": [1, 0]}""", "Circuit: \"init\" has 2 amplitudes, but 2 qubits have 2^2.")]
    [InlineData("""{"n": 2, "gates": [], "observables": [[[1, "Z"]]]}""", "Circuit: the Pauli string \"Z\" has 1 letters, but the circuit has 2 qubits.")]
    [InlineData(
        """{"n": 1, "params": [1], "gates": [{"name": "RX", "wires": [0], "params": [{"p": 1}]}]}""",
        "Circuit: {\"p\": 1} names parameter 1, but \"params\" has 1.")]
    [InlineData("""{"n": 2, "gates": [{"name": "X", "wires": [1], "ctrl": [0], "ctrl_values": [2]}]}""",
        "Circuit: \"ctrl_values\" must be 0 or 1 for each of the 1 controls in {\"name\": \"X\", \"wires\": [1], \"ctrl\": [0], \"ctrl_values\": [2]}.")]
    [InlineData("""{"n": 99, "gates": []}""", "Circuit: Circuit: 99 qubits are outside 1 to 63.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wires": [1]}]}""", "Circuit: X(1): qubit 1 does not exist in a circuit of 1 qubits, numbered 0 to 0.")]
    [InlineData("[1, 2]", "Circuit: the circuit is [1, 2], but an object in braces is needed.")]
    [InlineData("""{"n": "x", "gates": []}""", "Circuit: \"n\" is \"x\", but a whole number of at most 2147483647 is needed.")]
    [InlineData("""{"n": 1.5, "gates": []}""", "Circuit: \"n\" is 1.5, but a whole number of at most 2147483647 is needed.")]
    [InlineData("""{"n": 1, "gates": null}""", "Circuit: \"gates\" is null, but a list is needed.")]
    [InlineData("""{"n": 1, "gates": [7]}""", "Circuit: a gate is 7, but an object in braces is needed.")]
    [InlineData(
        """{"n": 1, "gates": [{"name": "RX", "wires": [0], "params": [1e400]}]}""",
        "Circuit: in \"params\", an angle is 1e400, but a finite number is needed.")]
    [InlineData("""{"n": 1, "params": [1e999], "gates": []}""", "Circuit: in \"params\", an item is 1e999, but a finite number is needed.")]
    [InlineData(
        """{"n": 1, "params": [1], "gates": [{"name": "RX", "wires": [0], "params": [{"p": 0, "scale": 1e400}]}]}""",
        "Circuit: \"scale\" is 1e400, but a finite number is needed.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wires": "0"}]}""", "Circuit: \"wires\" is \"0\", but a list is needed.")]
    [InlineData(
        """{"n": 1, "gates": [{"name": "UNITARY", "wires": [0], "matrix": [[1, 1], [0]]}]}""",
        "Circuit: \"matrix\" has 2 rows, but one of them has 1 entries.")]
    [InlineData(
        """{"n": 1, "gates": [{"name": "UNITARY", "wires": [0], "matrix": [[1, [0]], [0, 1]]}]}""",
        "Circuit: in \"matrix\", an entry is [0], but a number or a pair [re, im] is needed.")]
    [InlineData("""{"n": 1, "gates": [], "observables": [[[1.0]]]}""", "Circuit: a term of an observable is [1.0], but a pair [number, \"XYZ\"] is needed.")]
    [InlineData(
        """{"n": 1, "gates": [], "observables": [[["a", "Z"]]]}""",
        "Circuit: in an observable, a coefficient is \"a\", but a finite number is needed.")]
    public void Errors_say_what_does_not_fit(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Read(json)).Message);

    [Fact]
    public void What_is_no_JSON_is_refused_with_its_place() => Assert.Equal(
        "bad.json, line 2, column 9: this is no JSON.",
        Assert.Throws<InputException>(() => CircuitJson.Parse("{\"n\": 1,\n\"gates\" []}"u8.ToArray(), "bad.json")).Message);

    [Fact]
    public void What_is_no_text_is_refused() => Assert.Equal(
        "bad.json is no text in UTF-8.", Assert.Throws<InputException>(() => CircuitJson.Parse((byte[])[(byte)'{', 0xE9, (byte)'}'], "bad.json")).Message);

    [Fact]
    public void An_evolution_has_its_Hermitian_matrix_and_a_parameter()
    {
        var document = Read("""
            {"n": 2, "params": [0.4], "gates": [{"name": "Evolution", "wires": [1], "matrix": [[1, [0, -2]], [[0, 2], 0]], "params": [{"p": 0}], "ctrl": [0]}]}
            """);
        var matrix = new ComplexMatrix(1, new(0, -2), new(0, 2), 0);
        Assert.Equal(new Circuit(2, weights: 1).Add(GateCatalogue.Evolution(matrix), [1], [Angle.Weight(0)], [new(0)]), document.Circuit);
    }

    /// <summary>RY(t) on qubit 0, read with errors a = 0.1 and b = 0.2: &lt;Z&gt; = 0.7 cos t + 0.1, with and without an idle channel.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(""", {"channel": "bitflip", "wires": [0], "p": 0}""")]
    public void Readout_errors_change_what_is_read_and_not_the_state(string channel)
    {
        var document = Read($$"""
            {"n": 2, "gates": [{"name": "RY", "wires": [0], "params": [0.8]}{{channel}}], "observables": [[[1, "ZI"]]],
             "readout": [[0.1, 0.2], [0, 0]], "want": ["rho", "probs", "expval", "grad"]}
            """);
        Assert.Equal((channel.Length > 0, true), (document.IsNoisy, document.HasReadoutErrors));
        var answers = CircuitAnswers.Of(document);
        var one = (1 - Math.Cos(0.8)) / 2;
        Assert.Equal(one, answers.Rho![2, 2].Real, 1e-14);
        Assert.Equal(0.1 * (1 - one) + 0.8 * one, answers.Probabilities![2], 1e-14);
        Assert.Equal(0.7 * Math.Cos(0.8) + 0.1, answers.Expectations![0], 1e-14);
        Assert.Equal(-0.7 * Math.Sin(0.8), answers.Gradients![0][0], 1e-13);
        if (channel.Length == 0)
        {
            Assert.Equal(-0.7 * Math.Cos(0.8), CircuitAnswers.Of(document with { Want = ["hess"] }).Hessians![0][0, 0], 1e-13);
        }
    }

    [Fact]
    public void Channels_are_read_with_their_place()
    {
        var document = Read("""
            {"n": 1, "gates": [{"name": "H", "wires": [0]}, {"channel": "bitflip", "wires": [0], "p": 0.1}, {"name": "X", "wires": [0]}],
             "want": ["state"]}
            """);
        var channel = Assert.Single(document.Channels);
        Assert.Equal((1, "bitflip", 0, 0.1), (channel.Position, channel.Channel, Assert.Single(channel.Wires), channel.P));
        Assert.Equal(
            "Circuit: \"state\" is wanted, but a circuit with noise has none; it has: rho, probs, expval, grad.",
            Assert.Throws<InputException>(() => CircuitAnswers.Of(document)).Message);
    }

    [Fact]
    public void Answers_to_noisy_fixtures_are_those_of_the_independent_simulator()
    {
        foreach (var fixture in FixtureCircuits.Noisy)
        {
            var answers = CircuitAnswers.Of(fixture.Document);
            foreach (var field in fixture.Expected.EnumerateObject())
            {
                var tolerance = field.Name == "grad" ? 1e-8 : 1e-10;
                var (expected, actual) = (Flat(field.Value).ToArray(), Values(answers, field.Name).ToArray());
                Assert.Equal(expected.Length, actual.Length);
                Assert.All(
                    expected.Zip(actual),
                    pair => Assert.True(Math.Abs(pair.First - pair.Second) < tolerance, $"{fixture}, {field.Name}: {pair.Second}, not {pair.First}"));
            }
        }
    }

    [Fact]
    public void All_answers_to_the_fixtures_are_those_of_the_independent_simulator()
    {
        foreach (var fixture in FixtureCircuits.Pure)
        {
            var answers = CircuitAnswers.Of(fixture.Document);
            Assert.Equal(fixture.Document.Want.ToHashSet(), fixture.Expected.EnumerateObject().Select(field => field.Name).ToHashSet());
            foreach (var field in fixture.Expected.EnumerateObject())
            {
                var (expected, actual) = (Flat(field.Value).ToArray(), Values(answers, field.Name).ToArray());
                Assert.Equal(expected.Length, actual.Length);
                Assert.All(
                    expected.Zip(actual),
                    pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-10, $"{fixture}, {field.Name}: {pair.Second}, not {pair.First}"));
            }
        }
    }

    [Fact]
    public void A_density_matrix_of_a_pure_circuit_is_the_projector_on_its_state()
    {
        var answers = CircuitAnswers.Of(Read("""{"n": 1, "gates": [{"name": "SX", "wires": [0]}], "want": ["rho"]}"""));
        Assert.Null(answers.State);
        Assert.True(answers.Rho!.Distance(new(0.5, new(0, 0.5), new(0, -0.5), 0.5)) < 1e-15);
    }

    [Fact]
    public void More_memory_than_there_is_is_refused_before_it_is_taken() => Assert.Matches(
        @"^A state of 50 qubits needs 16777216 GiB of memory, but [\d.]+ GiB are available\.$",
        Assert.Throws<InputException>(() => CircuitAnswers.Of(Read("""{"n": 50, "gates": []}"""))).Message);

    private static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];

    private static IEnumerable<double> Values(CircuitAnswers answers, string field) => field switch
    {
        "state" => Enumerable.Range(0, answers.State!.Dimension).SelectMany<int, double>(i => [answers.State[i].Real, answers.State[i].Imaginary]),
        "rho" => from row in Enumerable.Range(0, answers.Rho!.Size)
                 from column in Enumerable.Range(0, answers.Rho.Size)
                 from part in (double[])[answers.Rho[row, column].Real, answers.Rho[row, column].Imaginary]
                 select part,
        "probs" => answers.Probabilities!,
        "expval" => answers.Expectations!,
        "grad" => answers.Gradients!.SelectMany(row => row),
        "hess" => answers.Hessians!.SelectMany(matrix => matrix.Cast<double>()),
        "metric" => answers.Metric!.Cast<double>(),
        _ => throw new ArgumentException(field),
    };

    private static CircuitDocument Read(string json) => CircuitJson.Read(JsonDocument.Parse(json).RootElement);
}
