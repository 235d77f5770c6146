using System.Globalization;
using System.Text.Json.Nodes;
using QXai.Quantum;
using QXai.Quantum.Gates;

namespace QXai.Nn.Circuits;

/// <summary>What identifies a circuit and its observables, as canonical JSON: every gate with its angles, and matrices, in full precision.</summary>
internal static class CircuitArchitecture
{
    public static string Of(Circuit circuit, IReadOnlyList<Observable> observables) => new JsonObject
    {
        ["circuit"] = new JsonArray([.. circuit.Gates.Select(Describe)]),
        ["inputs"] = circuit.Inputs,
        ["kind"] = "circuit",
        ["observables"] = new JsonArray([.. observables.Select(observable => (JsonNode)observable.ToString())]),
        ["qubits"] = circuit.Qubits,
    }.ToJsonString();

    private static JsonNode Describe(AppliedGate gate)
    {
        var described = new JsonObject
        {
            ["angles"] = new JsonArray([.. gate.Angles.Select(Describe)]),
            ["controls"] = new JsonArray([.. gate.ExtraControls.Select(control => (JsonNode)$"q{control.Qubit}={(control.On ? 1 : 0)}")]),
            ["gate"] = gate.Gate.Name,
            ["qubits"] = new JsonArray([.. gate.Qubits.Select(qubit => (JsonNode)qubit)]),
        };
        if (GateCatalogue.Find(gate.Gate.Name) is null)
        {
            described["matrix"] = Matrix(gate);
        }

        return described;
    }

    private static JsonNode Matrix(AppliedGate gate)
    {
        var matrix = gate.Gate.Matrix();
        return new JsonArray([.. Enumerable.Range(0, matrix.Size * matrix.Size).SelectMany(entry =>
        {
            var value = matrix[entry / matrix.Size, entry % matrix.Size];
            return (JsonNode[])[value.Real, value.Imaginary];
        })]);
    }

    private static JsonNode Describe(Angle angle) => string.Join(' ', ((IConvertible[])
    [
        angle.Source.ToString(), angle.Index, angle.SecondSource.ToString(), angle.SecondIndex, angle.Map.ToString(), angle.Scale, angle.Offset,
    ]).Select(part => part.ToString(CultureInfo.InvariantCulture)));
}
