using System.Text.Json.Nodes;

namespace QXai.Xai.Reproductions;

/// <summary>What one seed of the experiment measured: the circuit's test accuracy, the task, the means of metrics x methods over the samples, and a
/// few maps to show.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Options">The sizes.</param>
/// <param name="Accuracy">Test accuracy of the trained circuit.</param>
/// <param name="Mask">The relevant inputs.</param>
/// <param name="Roots">Share of samples with a root point in reach.</param>
/// <param name="RootDistance">Mean distance of root points.</param>
/// <param name="Means">[metric][method]: the mean over the samples on which the metric is defined; NaN where on none.</param>
/// <param name="Maps">[sample][method][input]: maps of the first samples.</param>
public sealed record XqmlSeed(
    ulong Seed, XqmlOptions Options, double Accuracy, bool[] Mask, double Roots, double RootDistance, double[][] Means, double[][][] Maps)
{
    /// <summary>As JSON, numbers in full precision, with the names of methods and metrics and the sizes, by which <see cref="Parse"/> knows whether
    /// it still holds.</summary>
    public string ToJson() => new JsonObject
    {
        ["seed"] = Seed,
        ["setting"] = Setting(Options),
        ["accuracy"] = Accuracy,
        ["mask"] = new JsonArray([.. Mask.Select(inside => (JsonNode)inside)]),
        ["roots"] = Roots,
        ["rootDistance"] = RootDistance,
        ["means"] = Rows(Means),
        ["maps"] = new JsonArray([.. Maps.Select(Rows)]),
    }.ToJsonString();

    /// <summary>What an earlier run has measured; null where the text is something else, or of other sizes, methods or metrics.</summary>
    public static XqmlSeed? Parse(string json, ulong seed, XqmlOptions options)
    {
        try
        {
            var known = JsonNode.Parse(json) as JsonObject;
            return known is not null && known["seed"]?.GetValue<ulong>() == seed && known["setting"]?.GetValue<string>() == Setting(options)
                ? new(
                    seed,
                    options,
                    known["accuracy"]!.GetValue<double>(),
                    [.. known["mask"]!.AsArray().Select(node => node!.GetValue<bool>())],
                    known["roots"]!.GetValue<double>(),
                    known["rootDistance"]!.GetValue<double>(),
                    Rows(known["means"]!),
                    [.. known["maps"]!.AsArray().Select(node => Rows(node!))])
                : null;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            return null;
        }
    }

    private static string Setting(XqmlOptions options) =>
        $"{options}; {string.Join(", ", XqmlMethod.All.Select(method => method.Name))}; {string.Join(", ", XqmlMetric.All.Select(metric => metric.Name))}";

    /// <summary>NaN, which JSON does not know, is written as null.</summary>
    private static JsonArray Rows(double[][] rows) =>
        new([.. rows.Select(row => (JsonNode)new JsonArray([.. row.Select(value => double.IsNaN(value) ? null : (JsonNode)value)]))]);

    private static double[][] Rows(JsonNode rows) =>
        [.. rows.AsArray().Select(row => row!.AsArray().Select(value => value is null ? double.NaN : value.GetValue<double>()).ToArray())];
}
