using System.Numerics;
using System.Text.Json;
using QXai.Quantum;
using QXai.Quantum.Gates;

namespace QXai.Reference.Tests.DualNumbers;

/// <summary>
/// A circuit of the fixtures: every literal angle, or every shared parameter, becomes an input, so that gradients are derivatives along inputs.
/// </summary>
internal sealed record FixtureCircuit(Circuit Circuit, double[] Inputs, Observable[] Observables, JsonElement Expected)
{
    /// <summary>The noiseless circuits of a fixture file that start from |0...0&gt;.</summary>
    public static IEnumerable<FixtureCircuit> Load(string file) =>
        QXai.Tests.Fixtures.Json(file).EnumerateArray()
            .Where(c => !c.GetProperty("circuit").TryGetProperty("init", out _))
            .Where(c => !c.GetProperty("circuit").GetProperty("gates").EnumerateArray().Any(gate => gate.TryGetProperty("channel", out _)))
            .Select(c => Read(c.GetProperty("circuit"), c.GetProperty("expected")));

    private static FixtureCircuit Read(JsonElement json, JsonElement expected)
    {
        var qubits = json.GetProperty("n").GetInt32();
        List<double> inputs = json.TryGetProperty("params", out var shared) ? [.. shared.EnumerateArray().Select(p => p.GetDouble())] : [];
        var circuit = new Circuit(qubits, inputs.Count);
        foreach (var gate in json.GetProperty("gates").EnumerateArray())
        {
            int[] wires = [.. gate.GetProperty("wires").EnumerateArray().Select(w => w.GetInt32())];
            Angle[] angles = gate.TryGetProperty("params", out var given)
                ? [.. given.EnumerateArray().Select(p => Read(p, inputs, shared.ValueKind != JsonValueKind.Undefined))]
                : [];
            circuit = circuit.Add(Named(gate), wires, angles, Controls(gate));
        }

        Observable[] observables = [.. json.GetProperty("observables").EnumerateArray().Select(o =>
            new Observable([.. o.EnumerateArray().Select(term => new PauliTerm(term[0].GetDouble(), PauliString.FromWord(term[1].GetString())))]))];
        return new(circuit, [.. inputs], observables, expected);
    }

    private static Angle Read(JsonElement parameter, List<double> inputs, bool shared)
    {
        if (parameter.ValueKind == JsonValueKind.Object)
        {
            var scale = parameter.TryGetProperty("scale", out var s) ? s.GetDouble() : 1;
            var offset = parameter.TryGetProperty("offset", out var o) ? o.GetDouble() : 0;
            return scale * Angle.Input(parameter.GetProperty("p").GetInt32()) + offset;
        }

        if (shared)
        {
            return parameter.GetDouble();
        }

        inputs.Add(parameter.GetDouble());
        return Angle.Input(inputs.Count - 1);
    }

    private static Gate Named(JsonElement gate) => gate.GetProperty("name").GetString() switch
    {
        "RPAULI" => GateCatalogue.PauliRotation(gate.GetProperty("pauli").GetString()!),
        "UNITARY" => GateCatalogue.Unitary(new([.. gate.GetProperty("matrix").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(Entry)])),
        var name => GateCatalogue.Find(name!) ?? throw new InvalidDataException($"The fixtures name an unknown gate {name}."),
    };

    private static Complex Entry(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Array ? new Complex(entry[0].GetDouble(), entry[1].GetDouble()) : entry.GetDouble();

    private static Control[] Controls(JsonElement gate)
    {
        if (!gate.TryGetProperty("ctrl", out var controls))
        {
            return [];
        }

        int[] values = gate.TryGetProperty("ctrl_values", out var given) ? [.. given.EnumerateArray().Select(v => v.GetInt32())] : [];
        return [.. controls.EnumerateArray().Select((control, i) => new Control(control.GetInt32(), values.Length == 0 || values[i] == 1))];
    }
}
