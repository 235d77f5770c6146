using System.Globalization;
using System.Text.Json.Nodes;

namespace QXai.Cli.Infrastructure.Evaluations;

/// <summary>A bare circuit in an evaluation: its file's name, the observable, where the samples are from, and what stands for an absent input.</summary>
internal sealed record CircuitSubject(string File, string Observable, string Samples, IReadOnlyList<double> Baseline)
{
    /// <summary>One line, which also says what a pixel is in the words of the metrics.</summary>
    public string ToText()
    {
        var absent = Baseline.Distinct().Count() == 1 ? Number(Baseline[0]) : $"({string.Join(", ", Baseline.Select(Number))})";
        return $"{File}, <{Observable}>, {Samples}; a pixel is an input of the circuit, the baseline is {absent}.{Environment.NewLine}";
    }

    /// <summary>The same as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["file"] = File,
        ["observable"] = Observable,
        ["samples"] = Samples,
        ["baseline"] = new JsonArray([.. Baseline.Select(value => (JsonNode)value)]),
    };

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
