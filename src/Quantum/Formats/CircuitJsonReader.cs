using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Noise;

namespace QXai.Quantum.Formats;

/// <summary>Reads the fields of one circuit, see <see cref="CircuitJson"/>.</summary>
internal sealed class CircuitJsonReader(JsonElement root, string file)
{
    private static readonly string[]
        Fields = ["n", "params", "init", "gates", "observables", "want"],
        GateFields = ["name", "wires", "params", "pauli", "matrix", "ctrl", "ctrl_values"],
        ChannelFields = ["channel", "wires", "p"],
        AngleFields = ["p", "scale", "offset"];

    private readonly List<double> weights = [];
    private readonly ImmutableArray<ChannelEntry>.Builder channels = ImmutableArray.CreateBuilder<ChannelEntry>();
    private bool shared;
    private int qubits;

    public CircuitDocument Read()
    {
        CheckFields(root, Fields);
        qubits = Required(root, "n").GetInt32();
        shared = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Array;
        if (shared)
        {
            weights.AddRange(parameters.EnumerateArray().Select(value => value.GetDouble()));
        }

        var circuit = new Circuit(qubits, weights: weights.Count);
        foreach (var entry in Required(root, "gates").EnumerateArray())
        {
            circuit = Add(circuit, entry);
        }

        ImmutableArray<string> want = [.. Items(root, "want").Select(Wanted)];
        var document = new CircuitDocument(
            circuit,
            [.. weights],
            Initial(),
            [.. Items(root, "observables").Select(terms => new Observable([.. terms.EnumerateArray().Select(Term)]))],
            root.TryGetProperty("want", out _) ? want : [AnswerNames.State, AnswerNames.Expectations, AnswerNames.Gradients])
        {
            Channels = channels.ToImmutable(),
        };
        if (document.IsNoisy)
        {
            _ = document.Noisy;
        }

        return document;
    }

    private Circuit Add(Circuit circuit, JsonElement entry)
    {
        int[] wires = [.. Items(entry, "wires").Select(wire => wire.GetInt32())];
        if (entry.TryGetProperty("channel", out var channel))
        {
            CheckFields(entry, ChannelFields);
            var (kind, p) = (channel.GetString()!, Required(entry, "p").GetDouble());
            _ = ChannelCatalogue.Find(kind, p) ?? throw new InputException($"{file}: there is no channel \"{kind}\", as {Shorten(entry)} says.");
            channels.Add(new(circuit.Count, kind, [.. wires], p));
            return circuit;
        }

        CheckFields(entry, GateFields);
        var name = Required(entry, "name").GetString()!;
        Angle[] angles = [.. Items(entry, "params").Select(ReadAngle)];
        Gate gate = name.ToUpperInvariant() switch
        {
            "RPAULI" => GateCatalogue.PauliRotation(Required(entry, "pauli").GetString()!),
            "UNITARY" =>
                GateCatalogue.Unitary(new([.. Required(entry, "matrix").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(Number)])),
            _ => GateCatalogue.Find(name) ?? throw new InputException($"{file}: there is no gate \"{name}\", as {Shorten(entry)} says."),
        };
        return circuit.Add(gate, gate == GateCatalogue.GPhase ? [] : wires, angles, Controls(entry));
    }

    private Control[] Controls(JsonElement entry)
    {
        int[] wires = [.. Items(entry, "ctrl").Select(wire => wire.GetInt32())];
        int[] values = entry.TryGetProperty("ctrl_values", out _)
            ? [.. Items(entry, "ctrl_values").Select(value => value.GetInt32())] : [.. wires.Select(_ => 1)];
        return values.Length == wires.Length && values.All(value => value is 0 or 1)
            ? [.. wires.Zip(values, (wire, value) => new Control(wire, value == 1))]
            : throw new InputException($"{file}: \"ctrl_values\" must be 0 or 1 for each of the {wires.Length} controls in {Shorten(entry)}.");
    }

    private Angle ReadAngle(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            if (shared)
            {
                return value.GetDouble();
            }

            weights.Add(value.GetDouble());
            return Angle.Weight(weights.Count - 1);
        }

        CheckFields(value, AngleFields);
        var index = Required(value, "p").GetInt32();
        return shared && index >= 0 && index < weights.Count
            ? Optional(value, "scale", 1) * Angle.Weight(index) + Optional(value, "offset", 0)
            : throw new InputException($"{file}: {Shorten(value)} names parameter {index}, but \"params\" has {(shared ? weights.Count : 0)}.");
    }

    private ImmutableArray<Complex> Initial()
    {
        ImmutableArray<Complex> initial = [.. Items(root, "init").Select(Number)];
        return initial.IsEmpty || (qubits < 31 && initial.Length == 1 << qubits)
            ? initial
            : throw new InputException($"{file}: \"init\" has {initial.Length} amplitudes, but {qubits} qubits have 2^{qubits}.");
    }

    private PauliTerm Term(JsonElement term)
    {
        var word = term[1].GetString()!;
        return word.Length == qubits
            ? new(term[0].GetDouble(), PauliString.FromWord(word))
            : throw new InputException($"{file}: the Pauli string \"{word}\" has {word.Length} letters, but the circuit has {qubits} qubits.");
    }

    private string Wanted(JsonElement answer) => answer.GetString() is { } name && AnswerNames.All.Contains(name)
        ? name
        : throw new InputException($"{file}: \"want\" names {answer.GetRawText()}, which is none of {string.Join(", ", AnswerNames.All)}.");

    private static Complex Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? new Complex(value[0].GetDouble(), value[1].GetDouble()) : value.GetDouble();

    private JsonElement Required(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value
        : throw new InputException($"{file}: \"{name}\" is missing in {Shorten(element)}.");

    private void CheckFields(JsonElement element, string[] known)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw new InputException($"{file}: \"{field.Name}\" in {Shorten(element)} is none of {string.Join(", ", known)}.");
            }
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.EnumerateArray() : [];

    private static double Optional(JsonElement element, string name, double otherwise) =>
        element.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    private static string Shorten(JsonElement element)
    {
        var text = string.Join(' ', element.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
