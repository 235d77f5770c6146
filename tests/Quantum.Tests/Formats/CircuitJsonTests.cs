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
            {"n": 2, "params": [5, 6], "gates": [{"name": "RY", "wires": [1], "params": [{"p": 0, "scale": -2, "offset": 0.1}], "ctrl": [0], "ctrl_values": [0]},
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
    [InlineData("""{"n": 1, "gates": [{"channel": "rain", "wires": [0], "p": 0.1}]}""", "Circuit: there is no channel \"rain\", as {\"channel\": \"rain\", \"wires\": [0], \"p\": 0.1} says.")]
    [InlineData("""{"n": 1, "gates": [{"channel": "bitflip", "wires": [0], "p": 2}]}""", "Circuit: Channel bitflip: the probability 2 is outside 0 to 1.")]
    [InlineData("""{"n": 1, "gates": [{"channel": "bitflip", "wires": [1], "p": 0}]}""", "Circuit: bitflip(0)(1): qubit 1 does not exist in a circuit of 1 qubits, numbered 0 to 0.")]
    [InlineData("""{"gates": []}""", "Circuit: \"n\" is missing in {\"gates\": []}.")]
    [InlineData("""{"n": 1, "gates": [{"name": "QX", "wires": [0]}]}""", "Circuit: there is no gate \"QX\", as {\"name\": \"QX\", \"wires\": [0]} says.")]
    [InlineData("""{"n": 1, "gates": [{"name": "X", "wires": [1]}]}""", "Circuit: X(1): qubit 1 does not exist in a circuit of 1 qubits, numbered 0 to 0.")]
    public void Errors_say_what_does_not_fit(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Read(json)).Message);

    private static CircuitDocument Read(string json) => CircuitJson.Read(JsonDocument.Parse(json).RootElement);
}
