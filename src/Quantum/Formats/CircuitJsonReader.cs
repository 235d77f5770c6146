using System.Collections.Immutable;
using System.Globalization;
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
        Fields = ["n", "params", "init", "gates", "observables", "readout", "want"],
        GateFields = ["name", "wires", "params", "pauli", "matrix", "ctrl", "ctrl_values"],
        ChannelFields = ["channel", "wires", "p"],
        AngleFields = ["p", "scale", "offset"];

    private readonly JsonFields fields = new(file);
    private readonly List<double> weights = [];
    private readonly ImmutableArray<ChannelEntry>.Builder channels = ImmutableArray.CreateBuilder<ChannelEntry>();
    private bool shared;
    private int qubits;

    public CircuitDocument Read()
    {
        fields.Check(root, "the circuit", Fields);
        qubits = fields.Integer(fields.Required(root, "n"), "\"n\"");
        shared = root.TryGetProperty("params", out var parameters) && parameters.ValueKind != JsonValueKind.Null;
        weights.AddRange(fields.Optional(root, "params").Select(value => fields.Number(value, "in \"params\", an item")));
        var circuit = new Circuit(qubits, weights: weights.Count);
        foreach (var entry in fields.List(fields.Required(root, "gates"), "\"gates\""))
        {
            circuit = Add(circuit, entry);
        }

        ImmutableArray<string> want = [.. fields.Optional(root, "want").Select(Wanted)];
        var document = new CircuitDocument(
            circuit,
            [.. weights],
            Initial(),
            [.. fields.Optional(root, "observables").Select(terms => new Observable([.. fields.List(terms, "an observable").Select(Term)]))],
            root.TryGetProperty("want", out _) ? want
                : channels.Count > 0 ? [AnswerNames.Expectations, AnswerNames.Gradients]
                : [AnswerNames.State, AnswerNames.Expectations, AnswerNames.Gradients])
        {
            Channels = channels.ToImmutable(),
            Readout = ReadoutErrors(),
        };
        if (document.IsNoisy || document.HasReadoutErrors)
        {
            _ = document.Noisy;
        }

        return document;
    }

    private Circuit Add(Circuit circuit, JsonElement entry)
    {
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("channel", out var channel))
        {
            fields.Check(entry, "a channel", ChannelFields);
            var (kind, p) = (fields.Text(channel, "\"channel\""), fields.Number(fields.Required(entry, "p"), "\"p\""));
            _ = ChannelCatalogue.Find(kind, p) ?? throw new InputException($"{file}: there is no channel \"{kind}\", as {JsonFields.Shorten(entry)} says.");
            var wires = fields.Integers(entry, "wires");
            if (wires.Length == 0 || wires.Distinct().Count() < wires.Length)
            {
                throw new InputException($"{file}: \"wires\" must name at least one qubit, and each once, in {JsonFields.Shorten(entry)}.");
            }

            channels.Add(new(circuit.Count, kind, [.. wires], p));
            return circuit;
        }

        fields.Check(entry, "a gate", GateFields);
        var name = fields.Text(fields.Required(entry, "name"), "\"name\"");
        var (takesWord, takesMatrix) = (name.Equals("RPAULI", StringComparison.OrdinalIgnoreCase), name.ToUpperInvariant() is "UNITARY" or "EVOLUTION");
        if ((entry.TryGetProperty("pauli", out _) && !takesWord) || (entry.TryGetProperty("matrix", out _) && !takesMatrix))
        {
            var field = takesMatrix || !entry.TryGetProperty("matrix", out _) ? "pauli" : "matrix";
            throw new InputException($"{file}: \"{field}\" is none of what {name} takes in {JsonFields.Shorten(entry)}.");
        }

        Angle[] angles = [.. fields.Optional(entry, "params").Select(ReadAngle)];
        Gate gate = name.ToUpperInvariant() switch
        {
            "RPAULI" => GateCatalogue.PauliRotation(fields.Text(fields.Required(entry, "pauli"), "\"pauli\"")),
            "UNITARY" => GateCatalogue.Unitary(Matrix(fields.List(fields.Required(entry, "matrix"), "\"matrix\""))),
            "EVOLUTION" => GateCatalogue.Evolution(Matrix(fields.List(fields.Required(entry, "matrix"), "\"matrix\""))),
            _ => GateCatalogue.Find(name) ?? throw new InputException($"{file}: there is no gate \"{name}\", as {JsonFields.Shorten(entry)} says."),
        };
        return circuit.Add(gate, gate == GateCatalogue.GPhase ? [] : fields.Integers(entry, "wires"), angles, Controls(entry));
    }

    private ComplexMatrix Matrix(JsonElement[] rows)
    {
        JsonElement[][] cells = [.. rows.Select(row => fields.List(row, "a row of \"matrix\""))];
        return Array.Find(cells, row => row.Length != rows.Length) is { } odd
            ? throw new InputException($"{file}: \"matrix\" has {rows.Length} rows, but one of them has {odd.Length} entries.")
            : new([.. cells.SelectMany(row => row).Select(cell => fields.ComplexNumber(cell, "in \"matrix\", an entry"))]);
    }

    private Control[] Controls(JsonElement entry)
    {
        var wires = fields.Integers(entry, "ctrl");
        var values = entry.TryGetProperty("ctrl_values", out _) ? fields.Integers(entry, "ctrl_values") : [.. wires.Select(_ => 1)];
        return values.Length == wires.Length && values.All(value => value is 0 or 1)
            ? [.. wires.Zip(values, (wire, value) => new Control(wire, value == 1))]
            : throw new InputException($"{file}: \"ctrl_values\" must be 0 or 1 for each of the {wires.Length} controls in {JsonFields.Shorten(entry)}.");
    }

    private Angle ReadAngle(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            var number = fields.Number(value, "in \"params\", an angle");
            if (shared)
            {
                return number;
            }

            weights.Add(number);
            return Angle.Weight(weights.Count - 1);
        }

        fields.Check(value, "an angle", AngleFields);
        var index = fields.Integer(fields.Required(value, "p"), "\"p\"");
        return shared && index >= 0 && index < weights.Count
            ? Optional(value, "scale", 1) * Angle.Weight(index) + Optional(value, "offset", 0)
            : throw new InputException($"{file}: {JsonFields.Shorten(value)} names parameter {index}, but \"params\" has {(shared ? weights.Count : 0)}.");
    }

    private ImmutableArray<Complex> Initial()
    {
        ImmutableArray<Complex> initial = [.. fields.Optional(root, "init").Select(value => fields.ComplexNumber(value, "in \"init\", an amplitude"))];
        if (!initial.IsEmpty && (qubits > 30 || initial.Length != 1 << qubits))
        {
            throw new InputException($"{file}: \"init\" has {initial.Length} amplitudes, but {qubits} qubits have 2^{qubits}.");
        }

        var norm = initial.Sum(amplitude => amplitude.Real * amplitude.Real + amplitude.Imaginary * amplitude.Imaginary);
        return initial.IsEmpty || Math.Abs(norm - 1) <= 1e-6
            ? initial
            : throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{file}: the squares of the amplitudes in \"init\" sum to {norm:0.######}, but a state's sum to 1."));
    }

    /// <summary>A pair (0 read as 1, 1 read as 0) of probabilities per qubit; null where the file has none.</summary>
    private Readout? ReadoutErrors()
    {
        var pairs = fields.Optional(root, "readout");
        return pairs.Length == 0 ? null
            : pairs.Length == qubits ? new([.. pairs.Select(pair => fields.List(pair, "in \"readout\", an item") is [var zero, var one]
                ? new ReadoutError(fields.Number(zero, "in \"readout\", a probability"), fields.Number(one, "in \"readout\", a probability"))
                : throw new InputException(
                    $"{file}: in \"readout\", an item is {JsonFields.Shorten(pair)}, but a pair [0 read as 1, 1 read as 0] is needed."))])
            : throw new InputException($"{file}: \"readout\" has {pairs.Length} pairs, but the circuit has {qubits} qubits.");
    }

    private PauliTerm Term(JsonElement term)
    {
        if (fields.List(term, "a term of an observable") is not [var coefficient, var letters])
        {
            throw new InputException($"{file}: a term of an observable is {JsonFields.Shorten(term)}, but a pair [number, \"XYZ\"] is needed.");
        }

        var word = fields.Text(letters, "in an observable, a Pauli string");
        return word.Length == qubits
            ? new(fields.Number(coefficient, "in an observable, a coefficient"), PauliString.FromWord(word))
            : throw new InputException($"{file}: the Pauli string \"{word}\" has {word.Length} letters, but the circuit has {qubits} qubits.");
    }

    private string Wanted(JsonElement answer) => answer.ValueKind == JsonValueKind.String && AnswerNames.All.Contains(answer.GetString()!)
        ? answer.GetString()!
        : throw new InputException($"{file}: \"want\" names {JsonFields.Shorten(answer)}, which is none of {string.Join(", ", AnswerNames.All)}.");

    private double Optional(JsonElement element, string name, double otherwise) =>
        element.TryGetProperty(name, out var value) ? fields.Number(value, $"\"{name}\"") : otherwise;
}
