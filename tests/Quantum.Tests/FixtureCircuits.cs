using System.Numerics;
using System.Text.Json;
using QXai.Quantum.Formats;
using QXai.Quantum.Simulation;
using QXai.Tests;

namespace QXai.Quantum.Tests;

/// <summary>A circuit of tests/Fixtures with the answers of the independent simulator.</summary>
public sealed record FixtureCircuit(string Name, CircuitDocument Document, JsonElement Expected)
{
    /// <summary>Its initial state.</summary>
    internal StateVector<double> Initial => Document.Initial.IsEmpty ? new(Document.Circuit.Qubits) : StateVector<double>.Of(Document.Initial.AsSpan());

    /// <summary>A vector of numbers among the answers.</summary>
    internal double[] Numbers(string field) => [.. Expected.GetProperty(field).EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>Rows of numbers among the answers.</summary>
    internal double[][] Rows(string field) =>
        [.. Expected.GetProperty(field).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    /// <summary>The final amplitudes.</summary>
    internal Complex[] State => [.. Expected.GetProperty("state").EnumerateArray().Select(pair => new Complex(pair[0].GetDouble(), pair[1].GetDouble()))];

    public override string ToString() => Name;
}

/// <summary>All noise-free circuits of circuits.json and circuits_advanced.json.</summary>
internal static class FixtureCircuits
{
    public static readonly FixtureCircuit[] Pure = [.. Load("circuits.json"), .. Load("circuits_advanced.json")];

    private static IEnumerable<FixtureCircuit> Load(string file) => Fixtures.Json(file).EnumerateArray()
        .Select((entry, number) => (Entry: entry, Name: $"{file}[{number}]"))
        .Where(item => !item.Entry.GetProperty("circuit").GetProperty("gates").EnumerateArray().Any(gate => gate.TryGetProperty("channel", out _)))
        .Select(item => new FixtureCircuit(item.Name, CircuitJson.Read(item.Entry.GetProperty("circuit")), item.Entry.GetProperty("expected")));
}
