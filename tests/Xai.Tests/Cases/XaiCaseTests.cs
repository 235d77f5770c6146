using System.Text.Json;
using QXai.Tests;

namespace QXai.Xai.Tests.Cases;

/// <summary>
/// Every case of the fixture xai_cases.json, by its id: checked by one line of a table, or skipped with the reason. A family of methods brings its
/// own table; it is listed in <see cref="Tables"/>.
/// </summary>
public class XaiCaseTests
{
    private static readonly IReadOnlyDictionary<string, Action<JsonElement>>[] Tables =
        [CamCases.All, GradientCases.All, PerturbationCases.All, RelevanceCases.All, MetricCases.All, CircuitCases.All];

    /// <summary>Cases that are not checked, and why.</summary>
    private static readonly Dictionary<string, string> Skipped = new()
    {
        ["deconvnet"] = "deconvnet is not among the methods",
        ["internal-influence"] = "internal influence is not among the methods",
    };

    public static TheoryData<string> Ids => [.. All().Select(IdOf)];

    [SkippableTheory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        Skip.If(Skipped.TryGetValue(id, out var reason), $"{id}: {reason}");
        var tables = Array.FindAll(Tables, table => table.ContainsKey(id));
        Assert.True(tables.Length > 0, $"No table checks the case {id}.");
        Assert.All(tables, table => table[id](All().Single(c => IdOf(c) == id)));
    }

    [Fact]
    public void EveryLineOfTheTablesIsACase()
    {
        var ids = All().Select(IdOf).ToArray();
        string[] lines = [.. Tables.SelectMany(table => table.Keys).Distinct(), .. Skipped.Keys];
        Assert.Equal(ids.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    private static JsonElement[] All() => [.. Fixtures.Json("xai_cases.json").GetProperty("cases").EnumerateArray()];

    private static string IdOf(JsonElement element) => element.GetProperty("id").GetString()!;
}
