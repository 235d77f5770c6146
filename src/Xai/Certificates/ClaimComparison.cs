using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QXai.Xai.Certificates;

/// <summary>Compares what a certificate claims with what was computed anew, place by place: the same members, the same lengths, equal texts, numbers
/// within the verifier's tolerances.</summary>
internal sealed class ClaimComparison(Claims expected)
{
    private readonly List<string> failures = [];
    private int numbers;
    private double discrepancy, allowed;

    /// <summary>The line for one member of the certificate.</summary>
    public static VerificationLine Of(Claims expected, string member, JsonNode? claimed, string how)
    {
        var comparison = new ClaimComparison(expected);
        comparison.Compare($"$.{member}", expected.Root[member], claimed);
        return new VerificationLine(member, how, comparison.numbers, comparison.discrepancy, comparison.allowed, comparison.failures);
    }

    private void Compare(string path, JsonNode? wanted, JsonNode? claimed)
    {
        switch (wanted, claimed)
        {
            case (JsonObject w, JsonObject c):
                foreach (var name in w.Select(pair => pair.Key).Union(c.Select(pair => pair.Key)))
                {
                    if (!w.ContainsKey(name) || !c.ContainsKey(name))
                    {
                        failures.Add($"{path}.{name} {(c.ContainsKey(name) ? "does not belong there" : "is missing")}");
                        continue;
                    }

                    Compare($"{path}.{name}", w[name], c[name]);
                }

                break;
            case (JsonArray w, JsonArray c) when w.Count == c.Count:
                for (var i = 0; i < w.Count; i++)
                {
                    Compare($"{path}[{i}]", w[i], c[i]);
                }

                break;
            case (JsonArray w, JsonArray c):
                failures.Add($"{path} has {c.Count} entries, but {w.Count} were computed");
                break;
            case (JsonValue w, JsonValue c) when w.GetValueKind() == JsonValueKind.Number && c.GetValueKind() == JsonValueKind.Number:
                CompareNumbers(path, w, Number(w), Number(c));
                break;
            default:
                if (!JsonNode.DeepEquals(wanted, claimed))
                {
                    failures.Add($"{path} is {Text(claimed)}, but computed {Text(wanted)}");
                }

                break;
        }
    }

    private void CompareNumbers(string path, JsonNode node, double wanted, double claimed)
    {
        var (difference, tolerance) = (Math.Abs(wanted - claimed), expected.Tolerance(node));
        numbers++;
        if (!(difference <= tolerance))
        {
            failures.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} is {claimed:R}, but computed {wanted:R} (difference {difference:E1}, allowed {tolerance:E1})"));
        }

        if (difference >= discrepancy)
        {
            (discrepancy, allowed) = (difference, tolerance);
        }
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
