using System.Text.Json.Nodes;
using QXai.Numerics;

namespace QXai.Xai.Certificates;

/// <summary>
/// The claims of a certificate as JSON, and for every number how far another computation of it may lie: whole numbers and texts must be equal,
/// measured numbers within the tolerance of the grid on which they are stated.
/// </summary>
internal sealed class Claims
{
    private readonly Dictionary<JsonNode, double> tolerances = new(ReferenceEqualityComparer.Instance);

    /// <summary>The claims.</summary>
    public JsonObject Root { get; } = [];

    /// <summary>The tolerance of a number; zero where it must be equal.</summary>
    public double Tolerance(JsonNode number) => tolerances.GetValueOrDefault(number);

    /// <summary>A number on its group's grid.</summary>
    public JsonNode Number(double value, StatedNumber grid)
    {
        var node = JsonValue.Create(grid.Of(value));
        tolerances.Add(node, grid.Tolerance);
        return node;
    }

    /// <summary>Numbers that form a group of their own.</summary>
    public JsonArray Numbers(IReadOnlyList<double> values) => Numbers(values, StatedNumber.For(values));

    /// <summary>Numbers on a grid.</summary>
    public JsonArray Numbers(IEnumerable<double> values, StatedNumber grid) => [.. values.Select(value => Number(value, grid))];

    /// <summary>A premise as nested rows: every number in full, to be met exactly.</summary>
    public static JsonArray Exact(Tensor<double> tensor) => tensor.Shape.Rank <= 1
        ? [.. tensor.Span.ToArray().Select(value => (JsonNode)value)]
        : [.. Enumerable.Range(0, tensor.Shape[0]).Select(row => (JsonNode)Exact(tensor.Slice(row)))];

    /// <summary>A tensor as nested rows, one group.</summary>
    public JsonArray Rows(Tensor<double> tensor) => Rows(tensor, StatedNumber.For(tensor.Span.ToArray()));

    private JsonArray Rows(Tensor<double> tensor, StatedNumber grid) => tensor.Shape.Rank <= 1
        ? Numbers(tensor.Span.ToArray(), grid)
        : [.. Enumerable.Range(0, tensor.Shape[0]).Select(row => (JsonNode)Rows(tensor.Slice(row), grid))];
}
