using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Formats;

/// <summary>
/// Reads circuits in JSON: <c>{"n": 3, "params": [..], "init": [..], "gates": [{"name": "RX", "wires": [0], "params": [0.3 or {"p": 0, "scale": 2,
/// "offset": 0.1}], "pauli": "XY", "matrix": [[..]], "ctrl": [1], "ctrl_values": [0]}, {"channel": "bitflip", "wires": [0], "p": 0.1}], "observables": [[[1.0, "ZII"], ..]], "want": [..]}</c>.
/// The numbers in "params" become the weights; without "params", every literal angle becomes a weight, in order of appearance.
/// </summary>
public static class CircuitJson
{
    /// <summary>Reads a parsed document. Throws <see cref="InputException"/> naming what does not fit.</summary>
    public static CircuitDocument Read(JsonElement root)
    {
        try
        {
            return new Reader(root).Read();
        }
        catch (Exception error) when (error is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"Circuit: {error.Message}", error);
        }
    }

    private sealed class Reader(JsonElement root)
    {
        private readonly bool shared = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Array;
        private readonly List<double> weights = [];
        private readonly List<AppliedChannel> channels = [];

        public CircuitDocument Read()
        {
            var qubits = Required(root, "n").GetInt32();
            if (shared)
            {
                weights.AddRange(root.GetProperty("params").EnumerateArray().Select(value => value.GetDouble()));
            }

            var circuit = new Circuit(qubits, weights: weights.Count);
            foreach (var gate in Required(root, "gates").EnumerateArray())
            {
                if (gate.TryGetProperty("channel", out var channel))
                {
                    channels.AddRange(ReadChannel(gate, channel.GetString()!, circuit.Count));
                }
                else
                {
                    circuit = Add(circuit, gate);
                }
            }

            _ = new NoisyCircuit(circuit, [.. channels]);

            return new(
                circuit,
                [.. weights],
                [.. Items(root, "init").Select(Number)],
                [.. Items(root, "observables").Select(terms => new Observable([.. terms.EnumerateArray().Select(Term)]))],
                [.. Items(root, "want").Select(answer => answer.GetString()!)])
            {
                Channels = [.. channels],
            };
        }

        private static PauliTerm Term(JsonElement term) => new(term[0].GetDouble(), PauliString.FromWord(term[1].GetString()));

        private static Complex Number(JsonElement value) =>
            value.ValueKind == JsonValueKind.Array ? new Complex(value[0].GetDouble(), value[1].GetDouble()) : value.GetDouble();

        private static JsonElement Required(JsonElement element, string name) => element.TryGetProperty(name, out var value)
            ? value
            : throw new InputException($"Circuit: \"{name}\" is missing in {Shorten(element)}.");

        private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

        private static string Shorten(JsonElement element)
        {
            var text = element.GetRawText();
            return text.Length <= 60 ? text : text[..57] + "...";
        }

        /// <summary>The standard channels act on one qubit: with several wires, on each in turn.</summary>
        private static IEnumerable<AppliedChannel> ReadChannel(JsonElement entry, string name, int position)
        {
            var channel = ChannelCatalogue.Find(name, Required(entry, "p").GetDouble())
                ?? throw new InputException($"Circuit: there is no channel \"{name}\", as {Shorten(entry)} says.");
            return Required(entry, "wires").EnumerateArray().Select(wire => new AppliedChannel(position, channel, [wire.GetInt32()]));
        }

        private Circuit Add(Circuit circuit, JsonElement entry)
        {
            var name = Required(entry, "name").GetString()!;
            int[] qubits = [.. Items(entry, "wires").Select(wire => wire.GetInt32())];
            Angle[] angles = [.. Items(entry, "params").Select(ReadAngle)];
            bool[] on = [.. Items(entry, "ctrl_values").Select(value => value.GetInt32() != 0)];
            Control[] controls = [.. Items(entry, "ctrl").Select((wire, i) => new Control(wire.GetInt32(), i >= on.Length || on[i]))];
            Gate gate = name.ToUpperInvariant() switch
            {
                "RPAULI" => GateCatalogue.PauliRotation(Required(entry, "pauli").GetString()!),
                "UNITARY" => GateCatalogue.Unitary(new([.. Required(entry, "matrix").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(Number)])),
                _ => GateCatalogue.Find(name) ?? throw new InputException($"Circuit: there is no gate \"{name}\", as {Shorten(entry)} says."),
            };
            return circuit.Add(gate, gate == GateCatalogue.GPhase ? [] : qubits, angles, controls);
        }

        private Angle ReadAngle(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                return Optional(value, "scale", 1) * Angle.Weight(Required(value, "p").GetInt32()) + Optional(value, "offset", 0);
            }

            if (shared)
            {
                return value.GetDouble();
            }

            weights.Add(value.GetDouble());
            return Angle.Weight(weights.Count - 1);
        }

        private static double Optional(JsonElement element, string name, double otherwise) =>
            element.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
    }
}
