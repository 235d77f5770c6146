using System.Globalization;
using System.Text.Json.Nodes;

namespace QXai.Xai.Certificates;

/// <summary>The outcome of verifying a certificate, line by line.</summary>
public sealed record VerificationReport(IReadOnlyList<VerificationLine> Lines)
{
    private const int MostFailures = 5;

    /// <summary>Whether every line passed.</summary>
    public bool Passed => Lines.All(line => line.Passed);

    /// <summary>Writes the lines as text.</summary>
    public void Write(TextWriter output)
    {
        foreach (var line in Lines)
        {
            var measured = line.Discrepancy == 0
                ? "equal to the last digit stated"
                : string.Create(CultureInfo.InvariantCulture, $"largest difference {line.Discrepancy:E1}, allowed {line.Allowed:E1}");
            var numbers = line.Numbers == 0 ? "" : $": {line.Numbers} {(line.Numbers == 1 ? "number" : "numbers")}, {measured}";
            output.WriteLine($"{(line.Passed ? "pass" : "FAIL")}  {line.Claim}, {line.How}{numbers}");
            foreach (var failure in line.Failures.Take(MostFailures))
            {
                output.WriteLine($"      {failure}");
            }

            if (line.Failures.Count > MostFailures)
            {
                output.WriteLine($"      and {line.Failures.Count - MostFailures} more");
            }
        }

        output.WriteLine(Passed ? "The certificate holds." : "The certificate does NOT hold.");
    }

    /// <summary>The report as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["passed"] = Passed,
        ["lines"] = new JsonArray([.. Lines.Select(line => new JsonObject
        {
            ["claim"] = line.Claim,
            ["how"] = line.How,
            ["passed"] = line.Passed,
            ["numbers"] = line.Numbers,
            ["discrepancy"] = line.Discrepancy,
            ["allowed"] = line.Allowed,
            ["failures"] = new JsonArray([.. line.Failures.Select(failure => (JsonNode)failure)]),
        })]),
    };
}
