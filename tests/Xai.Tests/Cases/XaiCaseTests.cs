using System.Text.Json;
using QXai.Tests;

namespace QXai.Xai.Tests.Cases;

/// <summary>
/// Every case of the fixture xai_cases.json, by its id: checked by one line of a table, or skipped with the reason. A family of methods brings its own table; it is
/// listed in <see cref="Tables"/>.
/// </summary>
public class XaiCaseTests
{
    private static readonly IReadOnlyDictionary<string, Action<JsonElement>>[] Tables = [CamCases.All, MetricCases.All, CircuitCases.All];

    /// <summary>Cases that are not checked, and why.</summary>
    private static readonly Dictionary<string, string> Skipped = new()
    {
        ["deconvnet"] = "deconvnet is not among the methods",
        ["internal-influence"] = "internal influence is not among the methods",
        ["grad-relu-kink"] = "gradient family",
        ["ig-2in"] = "gradient family",
        ["riemann-rules"] = "gradient family",
        ["deeplift-relu"] = "gradient family",
        ["deeplift-maxpool"] = "gradient family",
        ["guided-bp"] = "gradient family",
        ["ablation"] = "perturbation",
        ["ablation-groups"] = "perturbation",
        ["occlusion-overlap"] = "perturbation",
        ["occlusion-delta"] = "perturbation",
        ["shapley"] = "perturbation",
        ["lrp-eps"] = "relevance",
        ["lrp-a1b0"] = "relevance",
        ["lrp-tanh"] = "relevance",
        ["lrp-conv-bias"] = "relevance",
        ["lrp-two-inputs-NEGATIVE"] = "relevance",
        ["jl-zero"] = "relevance",
        ["jl-maxpool"] = "relevance",
        ["jl-alphabeta"] = "relevance",
        ["lrp-rule-table"] = "relevance",
        ["gradcam-nospatial"] = "Grad-CAM on a layer without maps",
        ["gradcampp-weights-CONFLICT"] = "CAM family",
    };

    public static TheoryData<string> Ids => [.. All().Select(IdOf)];

    [SkippableTheory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        Skip.If(Skipped.TryGetValue(id, out var reason), $"{id}: {reason}");
        var table = Array.Find(Tables, table => table.ContainsKey(id));
        Assert.True(table is not null, $"No table checks the case {id}.");
        table[id](All().Single(c => IdOf(c) == id));
    }

    [Fact]
    public void EveryLineOfTheTablesIsACase()
    {
        var ids = All().Select(IdOf).ToArray();
        string[] lines = [.. Tables.SelectMany(table => table.Keys), .. Skipped.Keys];
        Assert.Equal(ids.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    private static JsonElement[] All() => [.. Fixtures.Json("xai_cases.json").GetProperty("cases").EnumerateArray()];

    private static string IdOf(JsonElement element) => element.GetProperty("id").GetString()!;
}
