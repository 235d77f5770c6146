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

/// <summary>All circuits of circuits.json and circuits_advanced.json, without and with noise.</summary>
internal static class FixtureCircuits
{
    public static readonly FixtureCircuit[] All = [.. Load("circuits.json"), .. Load("circuits_advanced.json")];

    public static readonly FixtureCircuit[] Pure = [.. All.Where(fixture => !fixture.Document.IsNoisy)];

    public static readonly FixtureCircuit[] Noisy = [.. All.Where(fixture => fixture.Document.IsNoisy)];

    private static IEnumerable<FixtureCircuit> Load(string file) => Fixtures.Json(file).EnumerateArray()
        .Select((entry, number) => (Entry: entry, Name: $"{file}[{number}]"))
        .Select(item => new FixtureCircuit(item.Name, CircuitJson.Read(item.Entry.GetProperty("circuit")), item.Entry.GetProperty("expected")));
}
